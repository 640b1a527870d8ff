import { html, nothing } from "lit"
import { batchWords } from "../model/send-words.js"
import { pages } from "../net/urls.js"
import { PageElement } from "./page-element.js"

/** Failures that are listed one by one. */
const LISTED = 50

/** How far a send to many recipients has come. */
class SendBatch extends PageElement {
  static properties = { batch: { attribute: false } }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.batch)
  }

  /** Shows it to who has just begun it, further down. */
  async lead() {
    await this.updateComplete
    this.querySelector("h2")?.focus()
  }

  render() {
    const { state } = this.batch
    if (!state) return nothing
    return html`
      <section class="batch" aria-labelledby="batch-title">
        <h2 id="batch-title" tabindex="-1">${batchWords.title(state)}</h2>
        <progress max=${state.total} .value=${state.total - state.left} aria-labelledby="batch-title"></progress>
        <p role="status">${batchWords.counts(state)}</p>
        ${state.problem ? html`<p class="problem" role="alert">${batchWords.stopped(state.problem)}</p>` : nothing}
        <p class="actions">${this.#tools(state)}</p>
        ${failures(state)}
      </section>
    `
  }

  #tools({ running, left, refused }) {
    if (running) return html`<button type="button" @click=${() => this.batch.stop()}>Stop</button>`
    return html`
      ${left > 0 ? html`<button type="button" @click=${() => this.batch.go()}>Go on</button>` : nothing}
      ${refused > 0 && left === 0
        ? html`<button type="button" @click=${() => this.batch.again()}>Try the refused ones again</button>`
        : nothing}
      <button type="button" @click=${() => this.batch.dismiss()}>${left > 0 ? "Give up the rest" : "Done"}</button>
    `
  }
}

function failures({ failures: all }) {
  if (all.length === 0) return nothing
  return html`
    <ul class="failures">
      ${all.slice(0, LISTED).map(
        ({ recipient, why, reference }) => html`<li>
          ${recipient.phone_number ?? recipient.email}: ${why}
          ${reference ? html`<a href=${pages.message(reference)}>See what is known</a>` : nothing}
        </li>`,
      )}
    </ul>
    ${all.length > LISTED ? html`<p class="hint">${batchWords.more(all.length - LISTED)}</p>` : nothing}
  `
}

customElements.define("send-batch", SendBatch)

import { html, nothing } from "lit"
import { repeat } from "lit/directives/repeat.js"
import { receiverStand } from "../model/connection.js"
import { AskingElement } from "./asking-element.js"
import { recently } from "./moment.js"
import "./receiver-replay.js"
import "./receiver-tries.js"

/** Who is told what happens, and how far each is behind. */
class ReceiverList extends AskingElement {
  static properties = {
    link: { attribute: false },
    admin: { attribute: false },
    opened: { state: true },
  }

  constructor() {
    super()
    this.opened = new Set()
  }

  /** In the order of their names: by who was told last they would change places while one reads. */
  async question() {
    const receivers = await this.link.receivers()
    return receivers.toSorted((a, b) => a.name.localeCompare(b.name))
  }

  render() {
    return html`
      <section>
        <h2>Forwarding</h2>
        <p class="problem" role="alert">${this.problem ?? nothing}</p>
        ${this.told?.length === 0
          ? html`<p>
              Nobody is told yet. Give <code>callback_url</code> in a request, or set <code>callback.url</code> of a client,
              <code>callback.default-url</code> or <code>receivers</code> in the configuration.
            </p>`
          : nothing}
        ${repeat(this.told ?? [], ({ name }) => name, (receiver) => this.#receiver(receiver))}
      </section>
    `
  }

  #receiver(receiver) {
    const { name, url, format, pending_since: since, last_attempt: last } = receiver
    const { text, tone } = receiverStand(receiver)
    return html`
      <article class="told">
        <h3><bdi>${name}</bdi></h3>
        <p class="lit ${tone}">${text}</p>
        <p class="hint">
          ${since ? html`Waiting since ${recently(since)}. ` : nothing}
          ${last ? html`Last try ${recently(last.at)}. ` : nothing}
          ${url && url !== name ? html`<bdi>${url}</bdi>, ` : nothing}${url ? format : "no longer in the configuration"}
        </p>
        <details class="evidence" @toggle=${({ target }) => this.#toggle(name, target.open)}>
          <summary>Tries<span class="visually-hidden"> to tell ${name}</span></summary>
          ${this.opened.has(name)
            ? html`<receiver-tries .receiver=${name} .read=${this.link.attempts}></receiver-tries>`
            : nothing}
        </details>
        ${this.admin
          ? html`<details class="evidence">
              <summary>Tell again<span class="visually-hidden"> ${name}</span></summary>
              <receiver-replay .receiver=${name} .replay=${this.link.replay}></receiver-replay>
            </details>`
          : nothing}
      </article>
    `
  }

  #toggle(name, open) {
    const opened = new Set(this.opened)
    if (open) opened.add(name)
    else opened.delete(name)
    this.opened = opened
  }
}

customElements.define("receiver-list", ReceiverList)

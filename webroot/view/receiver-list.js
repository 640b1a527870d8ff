import { html, nothing } from "lit"
import { repeat } from "lit/directives/repeat.js"
import { receiverStand } from "../model/connection.js"
import { recently } from "./moment.js"
import { PageElement } from "./page-element.js"
import "./receiver-replay.js"
import "./receiver-tries.js"

const ASK_EVERY = 5_000

/** Who is told what happens, and how far each is behind. */
class ReceiverList extends PageElement {
  static properties = {
    link: { attribute: false },
    admin: { attribute: false },
    receivers: { state: true },
    opened: { state: true },
    problem: { state: true },
  }

  constructor() {
    super()
    this.opened = new Set()
  }

  connectedCallback() {
    super.connectedCallback()
    this.#ask()
    this.asking = setInterval(() => document.hidden || this.#ask(), ASK_EVERY)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.asking)
  }

  /** In the order of their names: by who was told last they would change places while one reads. */
  async #ask() {
    try {
      const receivers = await this.link.receivers()
      this.receivers = receivers.toSorted((a, b) => a.name.localeCompare(b.name))
      this.problem = null
    } catch ({ message }) {
      this.receivers = null
      this.problem = message
    }
  }

  render() {
    return html`
      <section>
        <h2>Forwarding</h2>
        <p class="problem" role="alert">${this.problem ?? nothing}</p>
        ${this.receivers?.length === 0
          ? html`<p>
              Nobody is told yet. Give <code>callback_url</code> in a request, or set <code>callback.url</code> of a client,
              <code>callback.default-url</code> or <code>receivers</code> in the configuration.
            </p>`
          : nothing}
        ${repeat(this.receivers ?? [], ({ name }) => name, (receiver) => this.#receiver(receiver))}
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

import { html, nothing } from "lit"
import { howItEnded } from "../model/forwarding.js"
import { clock, duration } from "../model/times.js"
import { pages } from "../net/urls.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"

/** The tries of the last week to tell a receiver, the last first. */
class ReceiverTries extends PageElement {
  static properties = {
    receiver: {},
    read: { attribute: false },
    tries: { state: true },
    next: { state: true },
    problem: { state: true },
  }

  connectedCallback() {
    super.connectedCallback()
    this.tries = []
    this.#more()
  }

  async #more() {
    try {
      const { attempts, next } = await this.read(this.receiver, this.next)
      this.tries = [...this.tries, ...attempts]
      this.next = next
      this.problem = null
    } catch ({ message }) {
      this.problem = message
    }
  }

  render() {
    return html`
      <p class="problem" role="alert">${this.problem ?? nothing}</p>
      ${this.next === undefined ? nothing : this.#lastTaken()}
      <ol class="events">
        ${this.tries?.map(attempt)}
      </ol>
      ${this.next ? html`<button class="small" @click=${this.#more}>Older ones</button>` : nothing}
    `
  }

  #lastTaken() {
    if (this.tries.length === 0) return html`<p class="hint">None in the last week.</p>`
    const taken = this.tries.find(({ trouble }) => !trouble)
    return html`<p class="hint">
      ${taken ? html`Last taken ${moment(taken.at)}` : `None of the last ${this.tries.length} was taken`}
    </p>`
  }
}

const attempt = ({ at, message_id: message, try: number, took_ms: took, trouble, next_at: next, status }) => html`
  <li>
    ${moment(at)} <a href=${pages.message(message)}>message</a>, try ${number}:
    ${trouble ? howItEnded({ status, trouble }) : "taken"} <span class="seq">after ${duration(took)}</span>
    ${next ? html`<span class="seq">next at ${clock(next)}</span>` : nothing}
  </li>
`

customElements.define("receiver-tries", ReceiverTries)

import { html, nothing } from "lit"
import { replayOf } from "../model/connection.js"
import { moment } from "./moment.js"
import { receiverWords } from "../model/words.js"
import { PageElement } from "./page-element.js"

/** Tells a receiver again what it was told before: from a time on, or of one message; not before one has confirmed it. */
class ReceiverReplay extends PageElement {
  static properties = {
    receiver: {},
    replay: { attribute: false },
    way: { state: true },
    wanted: { state: true },
    said: { state: true },
    problem: { state: true },
  }

  constructor() {
    super()
    this.way = "time"
  }

  render() {
    return html`
      <form class="form" @submit=${this.#ask} @input=${() => (this.wanted = null)}>
        <div class="pair">
          <label>
            What
            <select name="way" @change=${({ target }) => (this.way = target.value)}>
              <option value="time">Everything from a time on</option>
              <option value="message">One message</option>
            </select>
          </label>
          ${this.way === "time"
            ? html`<label>From, in your zone <input type="datetime-local" name="from" required /></label>`
            : html`<label>
                Message <input name="message" required spellcheck="false" placeholder="32 hex digits" />
              </label>`}
        </div>
        <p class="problem" role="alert">${this.problem ?? nothing}</p>
        ${this.wanted ? this.#confirm() : html`<div class="submit"><button>Tell again …</button></div>`}
        <p role="status">${this.said ?? nothing}</p>
      </form>
    `
  }

  #confirm() {
    const { from } = this.wanted
    return html`
      <p>
        ${from ? html`Everything since ${moment(from)}` : "Everything of this message"} is sent to
        <bdi>${this.receiver}</bdi> once more; it has to be able to take it twice.
      </p>
      <div class="submit">
        <button type="button" class="primary" @click=${this.#replay}>Tell again</button>
        <button type="button" @click=${() => (this.wanted = null)}>Do not</button>
      </div>
    `
  }

  #ask(event) {
    event.preventDefault()
    const { way, from, message } = event.target.elements
    this.wanted = replayOf({ way: way.value, from: from?.value, message: message?.value })
    this.problem = this.wanted ? null : "A message's id has 32 hex digits."
    this.said = null
  }

  async #replay() {
    const wanted = this.wanted
    this.wanted = null
    try {
      this.said = receiverWords.replayed(await this.replay(this.receiver, wanted))
    } catch ({ message }) {
      this.problem = message
    }
  }
}

customElements.define("receiver-replay", ReceiverReplay)

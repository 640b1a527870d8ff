import { html } from "lit"
import { askableUntil } from "../model/evidence.js"
import { fields, statusWords } from "../model/words.js"
import "./copy-button.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"

/** How TeleSign calls a message, for a support ticket, and what TeleSign says when it is asked. */
class TelesignReference extends PageElement {
  static properties = {
    message: { attribute: false },
    lookUp: { attribute: false },
    asking: { state: true },
    asked: { state: true },
  }

  render() {
    const { reference_id: reference } = this.message
    return html`
      <h2>${fields.telesignReference}</h2>
      ${reference
        ? html`<p class="reference">
              <code>${reference}</code> <copy-button .text=${reference} what="TeleSign's reference"></copy-button>
            </p>
            <p class="hint">${this.#askable()}</p>`
        : html`<p class="hint">TeleSign has not given one, so it cannot be asked.</p>`}
      <p class="look-up">
        <button ?disabled=${this.asking || !reference} @click=${this.#ask}>Look up at TeleSign</button>
        <span role="status">${this.asked ?? ""}</span>
      </p>
    `
  }

  #askable() {
    const until = askableUntil(this.message)
    return Date.parse(until) > Date.now()
      ? html`TeleSign can be asked about it until ${moment(until)}.`
      : html`TeleSign could be asked about it until ${moment(until)}; name the reference to its support.`
  }

  async #ask() {
    const before = this.message
    this.asking = true
    this.asked = null
    try {
      const after = await this.lookUp(before.id)
      this.asked =
        after.seq > before.seq ? "TeleSign told something new." : `Nothing new: ${statusWords(after.status).text}.`
    } catch ({ message }) {
      this.asked = message
    } finally {
      this.asking = false
    }
  }

  willUpdate(changed) {
    if (changed.get("message") && changed.get("message").id !== this.message.id) this.asked = null
  }
}

customElements.define("telesign-reference", TelesignReference)

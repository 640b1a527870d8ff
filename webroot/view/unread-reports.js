import { html, nothing } from "lit"
import { clock } from "../model/times.js"
import { verdictWords } from "../model/words.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"

/** Callbacks that are TeleSign's but were not understood: newest first, each with its reason and, folded, as it came. */
class UnreadReports extends PageElement {
  static properties = {
    read: { attribute: false },
    reports: { state: true },
    next: { state: true },
    readAt: { state: true },
    problem: { state: true },
  }

  connectedCallback() {
    super.connectedCallback()
    this.#begin()
  }

  #begin() {
    this.#take(undefined, () => [])
  }

  #older() {
    this.#take(this.next, () => this.reports)
  }

  async #take(address, before) {
    try {
      const { callbacks, next } = await this.read(address)
      this.reports = [...before(), ...callbacks]
      this.next = next
      this.readAt = new Date().toISOString()
      this.problem = null
    } catch ({ message }) {
      this.problem = message
    }
  }

  render() {
    return html`
      <section>
        <h2>Reports we could not read</h2>
        <p class="hint">
          Really from TeleSign, kept as they came, and told to nobody but <code>callback.default-url</code>.
          ${this.readAt ? html`As of ${clock(this.readAt)}.` : nothing}
        </p>
        ${this.reports?.length === 0 ? html`<p>None. Whatever TeleSign reported was understood.</p>` : nothing}
        ${this.reports?.map(report)}
        <p class="problem" role="alert">${this.problem ?? nothing}</p>
        <p class="buttons">
          <button class="small" @click=${this.#begin}>Read again</button>
          ${this.next ? html`<button class="small" @click=${this.#older}>Older ones</button>` : nothing}
        </p>
      </section>
    `
  }
}

const report = ({ received_at: at, detail, method, key_id: key, body, body_base64: encoded }) => html`
  <details class="evidence">
    <summary>${moment(at)} ${detail ?? verdictWords("quarantined")}</summary>
    <p class="hint">${method}, signed with key ${key}</p>
    <pre>${body ?? encoded ?? "Not shown: it is no text, or has been erased."}</pre>
  </details>
`

customElements.define("unread-reports", UnreadReports)

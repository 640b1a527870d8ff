import { html, nothing } from "lit"
import { checkWords, verdictMarks } from "../model/words.js"
import { remark } from "./badge.js"
import { PageElement } from "./page-element.js"

/** Has the relay post itself a test callback by its public address, and says what it met on the way. */
class CallbackCheck extends PageElement {
  static properties = {
    check: { attribute: false },
    result: { state: true },
    problem: { state: true },
    busy: { state: true },
  }

  render() {
    return html`
      <form class="form send" @submit=${this.#submit}>
        <h2>Check of the callback URL</h2>
        <p class="hint">
          Would TeleSign's callbacks arrive? The relay posts a test callback to the address that TeleSign is to call, signed
          as TeleSign signs, and tells what it met. Nothing is kept of it.
        </p>
        <div class="field">
          <label for="address">Callback URL</label>
          <input
            id="address"
            name="address"
            type="url"
            required
            spellcheck="false"
            placeholder="https://hooks.example.com/callbacks/telesign"
            aria-invalid=${Boolean(this.problem)}
            aria-describedby="address-mistake"
          />
          <p class="problem" id="address-mistake" role="alert">${this.problem ?? nothing}</p>
        </div>
        <div class="submit"><button class="primary" ?disabled=${this.busy}>${this.busy ? "Checking" : "Check"}</button></div>
        <div role="status">${this.result ? this.#findings() : nothing}</div>
      </form>
    `
  }

  #findings() {
    const { good, findings } = this.result
    return html`
      <h3>${good ? "Callbacks arrive" : "Callbacks do not arrive"}</h3>
      <dl class="findings">${findings.map(finding)}</dl>
    `
  }

  async #submit(event) {
    event.preventDefault()
    if (this.busy) return
    this.busy = true
    this.result = null
    this.problem = null
    try {
      this.result = await this.check(event.target.elements.address.value)
    } catch ({ message }) {
      this.problem = message
    } finally {
      this.busy = false
    }
  }
}

const finding = ({ check, verdict, detail }) => html`
  <div>
    <dt>${checkWords(check)} ${remark(verdictMarks[verdict])}</dt>
    <dd>${detail}</dd>
  </div>
`

customElements.define("callback-check", CallbackCheck)

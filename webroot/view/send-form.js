import { html, nothing } from "lit"
import { sandboxCredentials, scenarioOf, scenarios, withScenario } from "../model/sandbox.js"
import { curlLine, example, fieldOf, mistakesIn, requestOf } from "../model/send-draft.js"
import { fields, messageTypes } from "../model/words.js"
import { api, pages } from "../net/urls.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"

/** Answers after which it is open whether the message was taken: none, still under way, TeleSign's was lost. */
const OPEN = [0, 409, 504]

/** Sends TeleSign's own example, or what one makes of it. */
class SendForm extends PageElement {
  static properties = {
    send: { attribute: false },
    sandbox: { attribute: false },
    again: { attribute: false },
    draft: { state: true },
    mistakes: { state: true },
    result: { state: true },
    busy: { state: true },
  }

  /** One for each thing to send: pressed twice, or again after no answer came, it is sent once. */
  #key = newKey()

  constructor() {
    super()
    this.draft = example
    this.mistakes = {}
  }

  connectedCallback() {
    super.connectedCallback()
    if (this.again) this.draft = this.again.draft
    else if (!this.sandbox) this.draft = { ...example, number: "" }
  }

  render() {
    return html`
      <form class="form send" novalidate @submit=${this.#submit} @input=${this.#edit}>
        <header class="detail-head">
          <h1 tabindex="-1">Send a message</h1>
          <a class="close" href=${pages.list} aria-label="Close">×</a>
        </header>
        ${this.#before()}
        ${this.sandbox
          ? this.#scenario()
          : html`<p class="hint">This is no sandbox: the message goes to a real phone, and TeleSign bills it.</p>`}
        <div class="pair">
          ${this.#field("number", fields.phone, "numeric")}
          <div class="field">
            <label for="type">${fields.type}</label>
            <select id="type" name="type">
              ${Object.entries(messageTypes).map(
                ([type, words]) => html`<option value=${type} ?selected=${type === this.draft.type}>${words}</option>`,
              )}
            </select>
            ${this.#mistake("type")}
          </div>
        </div>
        ${this.#field("reference", fields.reference, "text")}
        <fieldset>
          <legend>First by MMS</legend>
          <div class="pair">
            ${this.#field("picture", "Address of the picture", "url")}
            ${this.#field("wait", "Seconds to wait for a confirmation", "numeric")}
          </div>
        </fieldset>
        <fieldset>
          <legend>Then by SMS</legend>
          <div class="field">
            <label for="text">Text</label>
            <textarea id="text" name="text" rows="2" .value=${this.draft.text}></textarea>
            ${this.#mistake("text")}
          </div>
        </fieldset>
        <p class="submit">
          <button class="primary" ?disabled=${this.busy}>${this.busy ? "Sending …" : "Send"}</button>
          <span role="status">${this.#result()}</span>
        </p>
        ${this.#preview()}
      </form>
    `
  }

  /** The message that this one says again. */
  #before() {
    if (!this.again) return nothing
    const { id, accepted_at: at, phone_number: number } = this.again.message
    return html`<p class="hint">
      Says again what the <a href=${pages.message(id)}>message to ${number ?? "them"} of ${moment(at)}</a> said. It is a
      message of its own; nothing is sent before you press Send.
    </p>`
  }

  #scenario() {
    const chosen = scenarioOf(this.draft.number)?.digits ?? ""
    return html`
      <div class="field">
        <label for="scenario">What should happen</label>
        <select id="scenario" name="scenario" aria-describedby="scenario-hint">
          ${scenarios.map(
            ({ digits, text }) =>
              html`<option value=${digits} .selected=${digits === chosen}>${digits} · ${text}</option>`,
          )}
          <option value="" .selected=${chosen === ""}>Any other number · a plausible mix</option>
        </select>
        <p class="hint" id="scenario-hint">The last four digits of the number tell the sandbox what to play.</p>
      </div>
    `
  }

  #field(name, label, mode) {
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <input
          id=${name}
          name=${name}
          inputmode=${mode}
          autocomplete="off"
          spellcheck="false"
          .value=${this.draft[name]}
          aria-invalid=${name in this.mistakes}
          aria-describedby="${name}-mistake"
        />
        ${this.#mistake(name)}
      </div>
    `
  }

  #mistake(name) {
    return html`<p class="problem" id="${name}-mistake">${this.mistakes[name] ?? nothing}</p>`
  }

  #result() {
    if (!this.result) return nothing
    const { problem, text, reference } = this.result
    const link = reference ? html`<a href=${pages.message(reference)}>${problem ? "See what is known" : "Follow it"}</a>` : nothing
    return html`<span class=${problem ? "problem" : "success"}>${text}</span> ${link}`
  }

  #preview() {
    const credentials = this.sandbox ? sandboxCredentials : null
    return html`
      <h2>What will be sent</h2>
      <pre class="json" tabindex="0" aria-label="Request as JSON">${JSON.stringify(requestOf(this.draft), null, 2)}</pre>
      <h2>The same from a shell</h2>
      <pre class="curl" tabindex="0" aria-label="curl line">${curlLine(this.draft, { address: location.origin + api.send, credentials })}</pre>
    `
  }

  #edit({ target: { name, value } }) {
    this.draft =
      name === "scenario"
        ? { ...this.draft, number: withScenario(this.draft.number, value || "1234") }
        : { ...this.draft, [name]: value }
    this.mistakes = {}
    this.result = null
    this.#key = newKey()
  }

  async #submit(event) {
    event.preventDefault()
    if (this.busy) return
    this.mistakes = mistakesIn(this.draft)
    const [first] = Object.keys(this.mistakes)
    if (first) return this.querySelector(`#${first}`).focus()
    this.busy = true
    this.result = null
    try {
      this.result = accepted(await this.send(requestOf(this.draft), this.#key))
      this.#key = newKey()
    } catch (problem) {
      this.#refused(problem)
    } finally {
      this.busy = false
    }
  }

  #refused(problem) {
    if (!OPEN.includes(problem.status)) this.#key = newKey()
    const field = fieldOf(problem.code)
    if (field) this.mistakes = { [field]: problem.message }
    this.result = refused(problem)
  }
}

const accepted = ({ reference_id: reference }) => ({ text: "TeleSign took it.", reference })

function refused({ status, code, message, reference }) {
  if (status === 0) return { problem: true, text: `${message} Press Send again: it is sent only once.` }
  if (status === 504) return { problem: true, text: "Not known yet whether TeleSign took it.", reference }
  return { problem: true, text: code ? `Refused: ${message} (${code})` : message, reference }
}

/** 128 random bits. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0")).join("")
}

customElements.define("send-form", SendForm)

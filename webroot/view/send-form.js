import { html, nothing } from "lit"
import { newKey } from "../model/key.js"
import { recipientsIn } from "../model/recipients.js"
import { scenarioOf, scenarios, withScenario } from "../model/sandbox.js"
import { example, fieldOf, lifecycleEvents, mistakesIn, moreFields, newStep, requestOf } from "../model/send-draft.js"
import { formWords, moreWords } from "../model/send-words.js"
import { channelWords, fields, messageTypes } from "../model/words.js"
import { pages } from "../net/urls.js"
import { choiceField, lineField, mistakeAt, textField } from "./form-field.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"
import "./send-batch.js"
import { sendPreview } from "./send-preview.js"
import { sendSteps } from "./send-steps.js"

/** Answers after which it is open whether the message was taken: none, still under way, TeleSign's was lost. */
const OPEN = [0, 409, 504]

/** Sends TeleSign's own example, or what one makes of it, to one recipient or to many. */
class SendForm extends PageElement {
  static properties = {
    send: { attribute: false },
    batch: { attribute: false },
    sandbox: { attribute: false },
    again: { attribute: false },
    draft: { state: true },
    mistakes: { state: true },
    result: { state: true },
    busy: { state: true },
    said: { state: true },
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
    this.watch(this.batch)
    if (this.again) this.draft = this.again.draft
    else if (!this.sandbox) this.draft = { ...example, to: "" }
  }

  render() {
    const { draft } = this
    return html`
      <form class="form send" novalidate @submit=${this.#submit} @input=${this.#edit}>
        <header class="detail-head">
          <h1 tabindex="-1">Send a message</h1>
          <a class="close" href=${pages.list} aria-label="Close">×</a>
        </header>
        <send-batch .batch=${this.batch}></send-batch>
        ${this.#before()}
        ${this.sandbox ? this.#scenario() : html`<p class="hint">${formWords.real}</p>`}
        ${textField({ ...this.#field("to", fields.phone), hint: formWords.recipients(recipientsIn(draft.to)) })}
        <div class="pair">
          ${choiceField(this.#field("type", fields.type), Object.entries(messageTypes))}
          ${lineField(this.#field("reference", fields.reference))}
        </div>
        ${sendSteps(this)}
        <p class="visually-hidden" role="status">${this.said}</p>
        ${this.#more()} ${mistakeAt("size", this.mistakes.size)}
        <p class="submit">
          <button class="primary" ?disabled=${this.busy || this.batch.state?.running}>${this.busy ? "Sending …" : "Send"}</button>
          <span role="status">${this.#result()}</span>
        </p>
        ${sendPreview(draft, this.sandbox)}
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
    const { recipients } = recipientsIn(this.draft.to)
    if (recipients.length > 1) return html`<p class="hint">${formWords.scenarios}</p>`
    const value = scenarioOf(recipients[0]?.phone_number ?? "")?.digits ?? ""
    const choices = [...scenarios.map(({ digits, text }) => [digits, `${digits} · ${text}`]), ["", formWords.noScenario]]
    return choiceField({ ...this.#field("scenario", formWords.scenario, value), hint: formWords.scenarios }, choices)
  }

  #more() {
    return html`
      <details class="more" ?open=${moreFields.some((name) => this.draft.more[name] || this.mistakes[name])}>
        <summary>${formWords.more}</summary>
        ${moreFields.map((name) => {
          const field = { ...this.#field(name, moreWords[name], this.draft.more[name] ?? ""), of: "more", name }
          return name === "account_lifecycle_event" ? choiceField(field, lifecycleChoices) : lineField(field)
        })}
      </details>
    `
  }

  #field(id, label, value = this.draft[id]) {
    return { id, label, value, mistake: this.mistakes[id], of: id }
  }

  #result() {
    if (!this.result) return nothing
    const { problem, text, reference } = this.result
    const link = reference ? html`<a href=${pages.message(reference)}>${problem ? "See what is known" : "Follow it"}</a>` : nothing
    return html`<span class=${problem ? "problem" : "success"}>${text}</span> ${link}`
  }

  /* What a person does with the channels */

  add(channel) {
    this.#change({ steps: [...this.draft.steps, newStep(channel)] })
    this.#tell(channel, "added")
  }

  remove(channel) {
    this.#change({ steps: this.draft.steps.filter((step) => step.channel !== channel) })
    this.said = `${channelWords(channel)} removed`
  }

  /** The focus goes with the channel: to the same tool, or where it was. */
  async move(channel, by, tool) {
    const steps = [...this.draft.steps]
    const from = steps.findIndex((step) => step.channel === channel)
    const to = from + by
    if (to < 0 || to >= steps.length) return
    const focused = document.activeElement
    steps.splice(to, 0, ...steps.splice(from, 1))
    this.#change({ steps })
    this.#tell(channel, "now")
    await this.updateComplete
    const moved = this.querySelector(`[data-step="${channel}"]`)
    const same = tool ? moved.querySelector(`[data-tool="${tool}"]:enabled`) : focused
    ;(same ?? moved.querySelector("[data-tool]:enabled")).focus()
  }

  #tell(channel, how) {
    const { steps } = this.draft
    const place = steps.findIndex((step) => step.channel === channel) + 1
    this.said = `${channelWords(channel)} ${how} ${place} of ${steps.length}`
  }

  #edit({ target: { value, dataset } }) {
    const { of, channel, name } = dataset
    if (channel) this.#change({ steps: this.draft.steps.map((step) => (step.channel === channel ? edited(step, of, name, value) : step)) })
    else if (of === "more") this.#change({ more: { ...this.draft.more, [name]: value } })
    else if (of === "scenario") this.#change({ to: withScenario(this.#number() ?? example.to, value || "1234") })
    else if (of) this.#change({ [of]: value })
  }

  #number() {
    return recipientsIn(this.draft.to).recipients[0]?.phone_number
  }

  #change(part) {
    this.draft = { ...this.draft, ...part }
    this.mistakes = {}
    this.result = null
    this.#key = newKey()
  }

  async #submit(event) {
    event.preventDefault()
    if (this.busy) return
    this.mistakes = mistakesIn(this.draft)
    if (Object.keys(this.mistakes).length > 0) return this.#leadToMistake()
    const { recipients } = recipientsIn(this.draft.to)
    if (recipients.length === 1) return this.#sendOne()
    this.batch.start({ request: requestOf(this.draft), recipients })
    this.querySelector("send-batch").lead()
  }

  /** To the first, in the order in which they stand. */
  async #leadToMistake() {
    await this.updateComplete
    const wrong = this.querySelector("[aria-invalid=true]") ?? this.querySelector(".problem:not(:empty)")
    wrong?.focus()
  }

  async #sendOne() {
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

function edited(step, of, name, value) {
  if (of === "value") return { ...step, values: { ...step.values, [name]: value } }
  return { ...step, [of]: value }
}

const lifecycleChoices = [["", "–"], ...lifecycleEvents.map((each) => [each, each])]

const accepted = ({ reference_id: reference }) => ({ text: "TeleSign took it.", reference })

function refused({ status, code, message, reference }) {
  if (status === 0) return { problem: true, text: `${message} Press Send again: it is sent only once.` }
  if (status === 504) return { problem: true, text: "Not known yet whether TeleSign took it.", reference }
  return { problem: true, text: code ? `Refused: ${message} (${code})` : message, reference }
}

customElements.define("send-form", SendForm)

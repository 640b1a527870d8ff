import { html, nothing } from "lit"
import { arrivals, channelBadges, isSettled, remarks } from "../model/message.js"
import { sentence } from "../model/sentence.js"
import { minute } from "../model/times.js"
import { channelWords, fields, list, statusWords, typeWords } from "../model/words.js"
import { pages } from "../net/urls.js"
import { channelBadge, remark } from "./badge.js"
import { messageEvidence } from "./message-evidence.js"
import { messageTimeline } from "./message-timeline.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"

/** All that is known of one message: the sentence first, the raw evidence last. */
class MessageDetail extends PageElement {
  static properties = {
    open: { attribute: false },
    codes: { attribute: false },
    lookUp: { attribute: false },
    asking: { state: true },
    asked: { state: true },
  }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.open)
  }

  render() {
    const { message, problem } = this.open
    return html`
      <article class="detail">
        <header class="detail-head">
          <h1 tabindex="-1">${message ? this.#title(message) : "Message"}</h1>
          <a class="close" href=${pages.list} aria-label="Close">×</a>
        </header>
        ${problem ? html`<p class="problem" role="alert">${problem.message}</p>` : nothing}
        ${message ? this.#body(message) : nothing}
      </article>
    `
  }

  #title({ phone_number: number, email }) {
    return html`<span class="to">${number ?? email ?? "Unknown recipient"}</span>`
  }

  #body(message) {
    return html`
      <p class="sentence">${sentence(message)}</p>
      ${this.#remarks(message)} ${this.#channels(message)} ${this.#lookUp(message)}
      ${messageTimeline(message, this.codes)} ${this.#facts(message)} ${messageEvidence(message)}
    `
  }

  #remarks(message) {
    const all = remarks(message)
    if (all.length === 0) return nothing
    return html`<p class="remarks">${all.map(remark)}</p>
      ${message.double_delivery ? html`<p>${arrivedTwice(message)}</p>` : nothing}
      ${message.send === "refused" || message.send === "cancelled" ? explained(message.explanation) : nothing}`
  }

  #channels(message) {
    const badges = channelBadges(message)
    if (badges.length === 0) return nothing
    return html`
      <h2>${fields.channels}</h2>
      <ol class="tried">
        ${message.channel_status.map(
          (standing, index) => html`<li>
            ${channelBadge(badges[index])} ${switching(message, index)}
            ${standing.status?.code ? html`<span class="code">${standing.status.code}</span>` : nothing}
            ${explained(standing.explanation)}
          </li>`,
        )}
      </ol>
    `
  }

  #lookUp(message) {
    return html`
      <p class="look-up">
        <button ?disabled=${this.asking || !message.reference_id} @click=${this.#ask}>Look up at TeleSign</button>
        <span role="status">${this.asked ?? ""}</span>
      </p>
    `
  }

  #facts(message) {
    const facts = [
      [fields.accepted, moment(message.accepted_at)],
      [fields.type, typeWords(message.message_type)],
      [fields.reference, message.external_id],
      [fields.telesignReference, message.reference_id],
      [fields.client, message.client],
      [fields.label, message.label],
      [fields.country, message.country],
      [fields.sender, message.sender],
    ]
    return html`
      <h2>Particulars</h2>
      <dl class="facts">
        ${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`)}
      </dl>
    `
  }

  async #ask() {
    const before = this.open.message
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
}

const explained = (explanation) =>
  explanation ? html`<p class="explanation">${explanation.meaning} <span>${explanation.advice}</span></p>` : nothing

/** When TeleSign stops waiting for a channel that is under way. */
function switching(message, index) {
  const { fallback_deadline: deadline, began_at: began } = message.channel_status[index]
  const next = message.channel_status[index + 1]
  if (!deadline || !began || !next || isSettled(message)) return nothing
  return html`<span class="switching">Switches to ${channelWords(next.channel)} at ${minute(deadline)}</span>`
}

function arrivedTwice(message) {
  const ways = arrivals(message).map(({ name }) => `by ${name}`)
  return `The recipient got it more than once: ${list(ways)}. A receipt came after TeleSign had already switched.`
}

customElements.define("message-detail", MessageDetail)

import { html, nothing } from "lit"
import { priceOf } from "../model/evidence.js"
import { channelBadges, isSettled, remarks, wasNotSent } from "../model/message.js"
import { oddities } from "../model/oddities.js"
import { draftOf } from "../model/send-draft.js"
import { sentence } from "../model/sentence.js"
import { minute } from "../model/times.js"
import { channelWords, fields, typeWords } from "../model/words.js"
import { pages } from "../net/urls.js"
import { channelBadge, remark } from "./badge.js"
import { messageContent } from "./message-content.js"
import { messageEvidence, saveEvidence } from "./message-evidence.js"
import { messageForwarding } from "./message-forwarding.js"
import { messageScale } from "./message-scale.js"
import { messageTimeline } from "./message-timeline.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"
import "./telesign-reference.js"

/** All that is known of one message: the sentence first, the raw evidence last. Emits `send-again`. */
class MessageDetail extends PageElement {
  static properties = {
    open: { attribute: false },
    codes: { attribute: false },
    lookUp: { attribute: false },
    maySend: { attribute: false },
    back: { attribute: false },
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
          <h1 tabindex="-1">${message ? title(message) : "Message"}</h1>
          <a class="close" href=${this.back} aria-label="Close">×</a>
        </header>
        ${problem ? html`<p class="problem" role="alert">${problem.message}</p>` : nothing}
        ${message ? this.#body(message) : nothing}
      </article>
    `
  }

  #body(message) {
    return html`
      <p class="sentence">${sentence(message)}</p>
      ${marks(message)} ${this.#actions(message)} ${messageScale(message)} ${channels(message)} ${messageContent(message)}
      ${messageForwarding(message)}
      <telesign-reference .message=${message} .lookUp=${this.lookUp}></telesign-reference>
      ${particulars(message)} ${messageTimeline(message, this.#unexplained(message))} ${messageEvidence(message)}
    `
  }

  #actions(message) {
    const draft = this.maySend && draftOf(message)
    return html`
      <p class="actions">
        ${draft ? html`<button @click=${() => this.#sendAgain(message, draft)}>Send again …</button>` : nothing}
        <button @click=${() => saveEvidence(message)}>Save as evidence</button>
        ${message.recipient ? html`<a class="button" href=${pages.recipient(message.recipient)}>All to this recipient</a>` : nothing}
      </p>
    `
  }

  #sendAgain(message, draft) {
    this.dispatchEvent(new CustomEvent("send-again", { detail: { draft, message } }))
  }

  /** The codes whose meaning is not said further up already. */
  #unexplained(message) {
    const codes = new Map(this.codes)
    if (wasNotSent(message)) codes.delete(message.status.code)
    message.channel_status.forEach(({ status, explanation }) => explanation && codes.delete(status.code))
    return codes
  }
}

const title = ({ phone_number: number, email }) => html`<span class="to">${number ?? email ?? "Unknown recipient"}</span>`

function marks(message) {
  const all = remarks(message)
  return html`
    ${all.length > 0 ? html`<p class="remarks">${all.map(remark)}</p>` : nothing}
    ${oddities(message).map((odd) => html`<p class="odd">${odd}</p>`)} ${wasNotSent(message) ? explained(message.explanation) : nothing}
  `
}

function channels(message) {
  const badges = channelBadges(message)
  if (badges.length === 0) return nothing
  const unsaid = new Map(message.channel_status.map(({ status, explanation }) => [status?.code, explanation]).reverse())
  const once = (code) => {
    const explanation = unsaid.get(code)
    unsaid.delete(code)
    return explained(explanation)
  }
  return html`
    <h2>${fields.channels}</h2>
    <ol class="tried">
      ${message.channel_status.map(
        (standing, index) => html`<li>
          ${channelBadge(badges[index])} ${switching(message, index)}
          ${standing.status?.code ? html`<span class="code">${standing.status.code}</span>` : nothing}
          ${once(standing.status?.code)}
        </li>`,
      )}
    </ol>
  `
}

function particulars(message) {
  const facts = [
    [fields.accepted, moment(message.accepted_at)],
    [fields.type, typeWords(message.message_type)],
    [fields.reference, message.external_id],
    [fields.client, message.client],
    [fields.label, message.label],
    [fields.country, message.country],
    [fields.sender, message.sender],
    [fields.price, priceOf(message)],
  ]
  return html`
    <h2>Particulars</h2>
    <dl class="facts">
      ${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`)}
    </dl>
  `
}

const explained = (explanation) =>
  explanation ? html`<p class="explanation">${explanation.meaning} <span>${explanation.advice}</span></p>` : nothing

/** When TeleSign stops waiting for a channel that is under way. */
function switching(message, index) {
  const { fallback_deadline: deadline, began_at: began } = message.channel_status[index]
  const next = message.channel_status[index + 1]
  if (!deadline || !began || !next || isSettled(message)) return nothing
  const due = Date.parse(deadline) > Date.now() ? "Switches" : "Should have switched"
  return html`<span class="switching">${due} to ${channelWords(next.channel)} at ${minute(deadline)}</span>`
}

customElements.define("message-detail", MessageDetail)

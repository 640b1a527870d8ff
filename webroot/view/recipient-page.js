import { html, nothing } from "lit"
import { advice, nothingSent, othersWords } from "../model/advice.js"
import { channelBadges, remarks } from "../model/message.js"
import { history, resultWords, stopReply, ticketText } from "../model/recipient.js"
import { sentence } from "../model/sentence.js"
import { clock, sinceWhen } from "../model/times.js"
import { channelWords, count, fields, outcomesInOrder, typeWords } from "../model/words.js"
import { pages } from "../net/urls.js"
import { channelBadge, remark } from "./badge.js"
import "./copy-button.js"
import { moment } from "./moment.js"
import { PageElement } from "./page-element.js"

/** One recipient, for who has the customer on the telephone: what to say first, then what happened. */
class RecipientPage extends PageElement {
  static properties = {
    open: { attribute: false },
    codes: { attribute: false },
    back: { attribute: false },
  }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.open)
  }

  /** Who comes back from one of the messages goes on there. */
  arrive({ view, id }) {
    const result = view === "message" && this.querySelector(`.row-to[href="${pages.message(id)}"]`)
    if (result) result.focus()
    else this.querySelector("h1").focus({ preventScroll: true })
  }

  render() {
    const { recipient, problem } = this.open
    return html`
      <article class="detail recipient">
        <header class="detail-head">
          <h1 tabindex="-1">${recipient ? name(recipient) : "Recipient"}</h1>
          ${recipient ? html`<span class="hint">As of ${clock(recipient.at)}</span>` : nothing}
          <span class="space"></span>
          <a class="close" href=${this.back} aria-label="Close">×</a>
        </header>
        ${problem ? html`<p class="problem" role="alert">${problem.message}</p>` : nothing}
        ${recipient ? this.#body(recipient) : nothing}
      </article>
    `
  }

  #body(recipient) {
    return html`
      ${this.#forbidden(recipient)}
      <section class="say">
        <h2>What to tell the customer</h2>
        <p class="sentence">${advice(recipient)}</p>
        <p class="actions">
          <copy-button .text=${advice(recipient)} what="what to tell"></copy-button>
          <copy-button .text=${ticketText(recipient)} what="for a ticket" label="Copy for a ticket"></copy-button>
        </p>
      </section>
      ${worked(recipient)} ${others(recipient)} ${entries(recipient)} ${ticket(recipient)}
    `
  }

  /** Why less, or nothing, is sent to it. */
  #forbidden({ opted_out: stop, blocked }) {
    return html`
      ${stop
        ? html`<p class="odd">
            Opted out since ${moment(stop.since)}, by a reply on ${channelWords(stop.channel)}${stop.message_id
              ? html` to <a href=${pages.message(stop.message_id)}>this message</a>`
              : nothing}. Marketing is not sent.
          </p>`
        : nothing}
      ${blocked
        ? html`<p class="odd">
            Blocked at ${moment(blocked.at)}: <a href=${pages.message(blocked.message_id)}>this message</a> got no further.
            ${this.codes?.get(blocked.status.code)?.meaning ?? nothing}
          </p>`
        : nothing}
    `
  }
}

const name = ({ phone_number: number, messages }) => number ?? messages[0]?.email ?? "Unknown recipient"

function worked({ last_worked: last, messages, messages_max: most }) {
  return html`
    <h2>Last channel that worked</h2>
    <p>
      ${last
        ? html`<a href=${pages.message(last.message_id)}>${channelWords(last.channel)}</a>, ${moment(last.at)}`
        : messages.length < most
          ? "None: no message is known to have arrived."
          : `None of the newest ${count(most, "message")}.`}
    </p>
  `
}

/** The figures count channels on which it is known how they ended; the list shows all messages that had the channel. */
function others({ others: all }) {
  if (all.length === 0) return nothing
  return html`
    <h2>Others affected?</h2>
    <ul class="others">
      ${all.map(
        (each) => html`<li>
          ${othersWords(each)} <a href=${pages.filtered(likeIt(each))}>Show<span class="visually-hidden"> messages by ${channelWords(each.channel)}</span></a>
        </li>`,
      )}
    </ul>
  `
}

const ended = outcomesInOrder.filter((outcome) => outcome !== "in_progress").join(",")
const likeIt = ({ channel, country, since }) => ({ channel, outcome: ended, ...(country && { country }), from: since })

function entries(recipient) {
  const { messages, messages_max: most, records_since: since } = recipient
  const stop = stopReply(recipient)
  return html`
    <h2>Messages and replies</h2>
    ${messages.length === 0 ? html`<p>${nothingSent(since)}</p>` : nothing}
    <ol class="entries">
      ${history(recipient).map(({ message, reply }) => (message ? messageEntry(message) : replyEntry(reply, reply === stop)))}
    </ol>
    ${messages.length > 0
      ? html`<p class="hint">
          ${messages.length < most ? `These are all since ${since ? sinceWhen(since) : "–"}, when our records start.` : `The newest ${most}.`}
        </p>`
      : nothing}
  `
}

const messageEntry = (message) => html`
  <li class="entry">
    <span class="entry-time">${moment(message.accepted_at)}</span>
    <a class="row-to" href=${pages.message(message.id)}>${typeWords(message.message_type)}</a>
    <span class="entry-result">${resultWords(message)}</span>
    <bdi class="entry-reference" title=${fields.reference}>${message.external_id ?? ""}</bdi>
    <span class="entry-badges">${remarks(message).map(remark)} ${channelBadges(message).map(channelBadge)}</span>
    <span class="entry-summary">${sentence(message)}</span>
  </li>
`

const replyEntry = ({ at, channel, message_id: id }, isStop) => html`
  <li class="entry reply">
    <span class="entry-time">${moment(at)}</span>
    <a class="row-to" href=${pages.message(id)}>${isStop ? "STOP" : "Reply"}</a>
    <span class="entry-result">by ${channelWords(channel)}</span>
  </li>
`

const ticket = (recipient) => html`
  <details class="ticket">
    <summary>For a ticket</summary>
    <pre>${ticketText(recipient)}</pre>
  </details>
`

customElements.define("recipient-page", RecipientPage)

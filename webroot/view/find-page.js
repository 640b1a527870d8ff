import { html, nothing } from "lit"
import { nothingSent } from "../model/advice.js"
import { clock, day, minute, sinceWhen } from "../model/times.js"
import { count } from "../model/words.js"
import { pages } from "../net/urls.js"
import { messageRow } from "./message-row.js"
import { recently } from "./moment.js"
import { PageElement } from "./page-element.js"

/** As many as the API tells. */
const MESSAGES_MAX = 20
const RECIPIENTS_SHOWN = 5
/** What was found is no list that filters stand for: a reference that was looked for would stand in an address. */
const unfiltered = { query: "", only: () => null }

/** One box for whatever is at hand, and what was found. What is typed here is posted, and stands in no address. */
class FindPage extends PageElement {
  static properties = { finding: { attribute: false } }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.finding)
  }

  firstUpdated() {
    this.#box.focus({ preventScroll: true })
  }

  /** Who comes back from a result goes on there; who comes from elsewhere types. */
  arrive({ view, id, token }) {
    const from = view === "message" ? pages.message(id) : view === "recipient" && pages.recipient(token)
    const result = from && this.querySelector(`a[href="${from}"]`)
    if (result) result.focus()
    else this.#box.select()
  }

  get #box() {
    return this.querySelector("input")
  }

  render() {
    const { text, problem, busy } = this.finding
    return html`
      <div class="find">
        <form class="find-form" role="search" @submit=${this.#submit}>
          <h1 tabindex="-1"><label for="find">Find</label></h1>
          <div class="find-box">
            <input
              id="find"
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              maxlength="256"
              enterkeyhint="search"
              placeholder="Number, last four digits, or reference"
              .value=${text}
              @input=${({ target }) => (this.finding.text = target.value)}
              aria-invalid=${Boolean(problem)}
              aria-describedby="find-said"
            />
            <button class="primary">Find</button>
          </div>
          <div id="find-said">
            <p class="hint" role="status">${busy ? "Looking" : this.#told()}</p>
            ${problem ? html`<p class="problem" role="alert">${problem.message}</p>` : nothing}
          </div>
        </form>
        ${this.#results()}
      </div>
    `
  }

  #told() {
    const { found } = this.finding
    if (!found) return nothing
    const { messages, at } = found
    const many = messages.length < MESSAGES_MAX ? count(messages.length, "message") : `The newest ${count(MESSAGES_MAX, "message")}`
    return `${many} as of ${clock(at)}. Taken for ${either(found.understood.map(understood))}.`
  }

  #results() {
    const { found, asked, busy } = this.finding
    if (asked === null) return examples
    if (!found) return nothing
    if (found.messages.length + found.recipients.length === 0) return nothingFound(found)
    return html`
      <div class="find-results" aria-busy=${busy}>
        ${recipients(found.recipients)}
        ${found.messages.length > 0
          ? html`<h2>Messages</h2>
              <ol class="messages">
                ${found.messages.map((each, index) =>
                  messageRow(each, { index, count: found.messages.length, isOpen: false }, unfiltered),
                )}
              </ol>`
          : html`<p class="find-note">${nothingSent(found.records_since)}</p>`}
      </div>
    `
  }

  #submit(event) {
    event.preventDefault()
    this.finding.look(this.#box.value)
  }
}

const either = (words) => new Intl.ListFormat("en", { type: "disjunction" }).format(words)

function understood({ as, phone_number: number, digits, from, to }) {
  if (as === "number") return `the number ${number}`
  if (as === "reference") return "a reference"
  return `a number that ends in ${digits}${from ? `, between ${dayAndMinute(from)} and ${dayAndMinute(to)}` : ""}`
}

const dayAndMinute = (time) => `${day(time)} ${minute(time)}`.trim()

function recipients(all) {
  if (all.length === 0) return nothing
  const more = all.length - RECIPIENTS_SHOWN
  return html`
    <h2>${all.length === 1 ? "Recipient" : "Recipients"}</h2>
    <ul class="recipients">
      ${all.slice(0, RECIPIENTS_SHOWN).map(
        ({ token, phone_number: number, last_accepted_at: last }) => html`<li>
          <a href=${pages.recipient(token)}>${number ?? "The number asked for"}</a>
          <span class="hint">${last ? html`last message ${recently(last)}` : "nothing sent, but answered STOP or START"}</span>
        </li>`,
      )}
    </ul>
    ${more > 0 ? html`<p class="find-note hint">And ${count(more, "recipient")} more.</p>` : nothing}
  `
}

function nothingFound({ understood: taken, records_since: since }) {
  const [first] = taken
  return html`
    <div class="empty">
      <h2>Nothing found</h2>
      <p>${first.as === "number" ? nothingSent(since) : recordsBegin(since)}</p>
      <p>${advice[first.as]}</p>
    </div>
  `
}

const recordsBegin = (since) => (since ? `Our records begin ${when(since)}.` : "There are no records yet.")
const when = (time) => (sinceWhen(time).endsWith("today") ? `at ${sinceWhen(time)}` : `on ${sinceWhen(time)}`)

const advice = {
  number: "Is it complete? Write it with its country code, such as +44 7700 900123.",
  last_digits: "Leave the time away, or write the whole number.",
  reference: "A reference must be whole, and written as your application or TeleSign wrote it.",
}

const examples = html`
  <div class="empty">
    <h2>What do you have at hand?</h2>
    <dl class="examples">
      <dt>A number, in any spelling</dt>
      <dd><code>+1 (555) 867-5309</code></dd>
      <dt>The last four digits, alone or with a time</dt>
      <dd><code>…5309</code> <code>5309 14:05</code> <code>5309 yesterday</code></dd>
      <dt>Your reference, or TeleSign's</dt>
      <dd><code>order-42</code></dd>
    </dl>
  </div>
`

customElements.define("find-page", FindPage)

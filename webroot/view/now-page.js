import { html, nothing } from "lit"
import { count, hourBefore, hourOf, loginCodes, share } from "../model/now.js"
import { clock, duration } from "../model/times.js"
import { failures as failed, statusWords, typeWords } from "../model/words.js"
import { pages } from "../net/urls.js"
import { AskingElement } from "./asking-element.js"
import { behind, explained, messages } from "./figure.js"
import "./span-figures.js"

const seconds = (number) => (number == null ? "–" : duration(number * 1_000))

/** How it goes just now, and under it how it went. */
class NowPage extends AskingElement {
  static properties = {
    now: { attribute: false },
    summary: { attribute: false },
    codes: { attribute: false },
  }

  question() {
    return this.now()
  }

  render() {
    return html`
      <div class="outlook">
        <header class="outlook-head">
          <h1 tabindex="-1">Now</h1>
          <p class="hint" role="status">${this.told ? html`As of ${clock(this.told.at)}` : (this.problem ?? "Reading")}</p>
        </header>
        <div class="tiles">
          ${this.#loginCodes()} ${this.#callbacks()} ${this.#waiting()} ${this.#failures()} ${this.#operations()}
        </div>
        <span-figures .summary=${this.summary}></span-figures>
      </div>
    `
  }

  #loginCodes() {
    const told = this.told?.login_codes
    const codes = told && loginCodes(told)
    const before = told?.week_before
    return tile(
      "Login codes confirmed in time",
      codes?.messages ? behind(share(codes.confirmed, codes.messages), codesOf(told)) : "–",
      html`
        <p>${codes?.messages ? confirmed(codes, told) : codes ? `No login codes in the last ${told.minutes} min` : "–"}</p>
        <p class="hint">
          ${before?.messages
            ? html`${share(before.confirmed, before.messages)} of ${messages(before.messages, codesOf(hourOf(before.from)))} in the same
              hour a week ago`
            : "No figures of a week ago"}
        </p>
        ${codes?.countries.length > 1
          ? html`<table>
              <caption class="visually-hidden">By country</caption>
              <tbody>
                ${codes.countries.slice(0, 5).map(
                  (each) => html`<tr>
                    <th scope="row">${each.country ?? "Unknown country"}</th>
                    <td>${share(each.confirmed, each.messages)}</td>
                    <td class="hint">of ${messages(each.messages, each.country && { ...codesOf(told), country: each.country })}</td>
                  </tr>`,
                )}
              </tbody>
            </table>`
          : nothing}
      `,
    )
  }

  #callbacks() {
    const last = this.told?.last_callback
    const silent = this.told?.silent
    return tile(
      "Last report from TeleSign",
      last ? `${seconds(last.seconds_ago)} ago` : "–",
      html`
        ${this.told && !last ? html`<p>TeleSign has not called back yet</p>` : nothing}
        <p>${messages(silent?.overdue, { overdue: true })} wait for a report longer than usual</p>
        <p class="hint">TeleSign has been asked about ${count(silent?.asked)} of the last 12 hours</p>
      `,
    )
  }

  #waiting() {
    const lanes = this.told?.waiting ?? []
    const all = this.told ? lanes.reduce((sum, each) => sum + each.waiting, 0) : null
    return tile(
      "Waiting to be sent",
      messages(all, { send: "accepted" }),
      html`
        <table>
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Waiting</th>
              <th scope="col">Oldest</th>
              <th scope="col">Empty in</th>
            </tr>
          </thead>
          <tbody>
            ${lanes.map(
              (each) => html`<tr>
                <th scope="row">${typeWords(each.lane.toUpperCase())}</th>
                <td>${messages(each.waiting, { send: "accepted", message_type: each.lane.toUpperCase() })}</td>
                <td>${each.waiting ? seconds(each.oldest_seconds) : "–"}</td>
                <td>${each.waiting ? seconds(each.empty_in_seconds) : "–"}</td>
              </tr>`,
            )}
          </tbody>
        </table>
        <p class="hint">At ${this.told ? count(Math.round(this.told.rate * 10) / 10) : "–"} requests a second</p>
      `,
    )
  }

  #failures() {
    const { failures, failed: all } = this.told ?? {}
    return tile(
      "Failed this hour",
      all ? messages(all.this_hour, { outcome: failed, ...hourOf(all.from) }) : "–",
      failures?.length
        ? html`<p class="hint">${before(all, all.from, { outcome: failed })}</p>
            <ol class="reasons">
              ${failures.map((each) => this.#reason(each, all.from))}
            </ol>`
        : html`<p class="hint">${failures ? "Nothing failed in this hour or the one before" : "–"}</p>`,
    )
  }

  #reason(each, hour) {
    const { code, outcome, send } = each
    const reason = { outcome, code, send }
    return html`<li>
      <span>${messages(each.this_hour, { ...reason, ...hourOf(hour) })}</span>
      <span>${send === "refused" ? "Refused: " : ""}${this.#meaning(each)}</span>
      <span class="hint">${before(each, hour, reason)}</span>
    </li>`
  }

  #meaning({ code, outcome }) {
    return this.codes?.get(code)?.text ?? statusWords({ code, outcome }).text
  }

  #operations() {
    const held = this.told?.held
    const forwarding = this.told?.forwarding
    return tile(
      "Behind",
      explained(count(forwarding?.pending), forwarding && pages.connection),
      html`
        <p>reports still to be told to applications${forwarding?.pending ? html`, the oldest since ${seconds(forwarding.oldest_seconds)}` : nothing}</p>
        <p>${held?.holds ? html`${count(held.holds)} ${held.holds === 1 ? "hold keeps" : "holds keep"} ${messages(held.waiting, { held: true })} back` : held ? "Nothing is held back" : "–"}</p>
      `,
    )
  }
}

const confirmed = ({ confirmed, messages: all }, span) => html`
  ${count(confirmed)} of ${messages(all, codesOf(span))} within ${span.within_seconds} s, of those sent in the last
  ${span.minutes} min
`

/** Login codes of a span that TeleSign may have taken. */
const codesOf = ({ from, to }) => ({ message_type: "OTP", send: ["sent", "unknown"], from, to })

/** How a figure of this hour stands beside the hour before. */
function before({ this_hour: now, last_hour: then }, hour, filter) {
  const same = now === then ? "as many, " : ""
  return html`${same}${messages(then, { ...filter, ...hourBefore(hour) })} in the hour before`
}

const tile = (title, figure, rest) => html`
  <section class="tile">
    <h2>${title}</h2>
    <p class="figure">${figure}</p>
    ${rest}
  </section>
`

customElements.define("now-page", NowPage)

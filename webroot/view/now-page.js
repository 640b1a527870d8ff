import { html, nothing } from "lit"
import { change, count, loginCodes, share } from "../model/now.js"
import { clock, duration } from "../model/times.js"
import { statusWords, typeWords } from "../model/words.js"
import { PageElement } from "./page-element.js"
import "./span-figures.js"

const ASK_EVERY = 5_000
const seconds = (number) => (number == null ? "–" : duration(number * 1_000))

/** How it goes just now, and under it how it went. */
class NowPage extends PageElement {
  static properties = {
    now: { attribute: false },
    summary: { attribute: false },
    codes: { attribute: false },
    told: { state: true },
    problem: { state: true },
  }

  connectedCallback() {
    super.connectedCallback()
    this.#ask()
    this.asking = setInterval(() => document.hidden || this.#ask(), ASK_EVERY)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.asking)
  }

  /** What could not be read is not shown: an old figure would be taken for a new one. */
  async #ask() {
    try {
      this.told = await this.now()
      this.problem = null
    } catch ({ message }) {
      this.told = null
      this.problem = message
    }
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
      codes ? share(codes.confirmed, codes.messages) : "–",
      html`
        <p>${codes?.messages ? confirmed(codes, told) : codes ? `No login codes in the last ${told.minutes} min` : "–"}</p>
        <p class="hint">
          ${before?.messages ? `${share(before.confirmed, before.messages)} in the same hour a week ago` : "No figures of a week ago"}
        </p>
        ${codes?.countries.length > 1
          ? html`<table>
              <caption class="visually-hidden">By country</caption>
              <tbody>
                ${codes.countries.slice(0, 5).map(
                  (each) => html`<tr>
                    <th scope="row">${each.country ?? "Unknown country"}</th>
                    <td>${share(each.confirmed, each.messages)}</td>
                    <td class="hint">of ${count(each.messages)}</td>
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
        <p>${count(silent?.overdue)} wait for a report longer than usual</p>
        <p class="hint">TeleSign has been asked about ${count(silent?.asked)} of the last 12 hours</p>
      `,
    )
  }

  #waiting() {
    const lanes = this.told?.waiting ?? []
    const all = this.told ? lanes.reduce((sum, each) => sum + each.waiting, 0) : null
    return tile(
      "Waiting to be sent",
      count(all),
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
                <td>${count(each.waiting)}</td>
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
    const failures = this.told?.failures
    const all = failures ? failures.reduce((sum, each) => sum + each.this_hour, 0) : null
    return tile(
      "Failed this hour",
      count(all),
      failures?.length
        ? html`<ol class="reasons">
            ${failures.map(
              (each) => html`<li>
                <span>${count(each.this_hour)}</span>
                <span>${each.send === "refused" ? "Refused: " : ""}${this.#meaning(each)}</span>
                <span class="hint">${change(each)}</span>
              </li>`,
            )}
          </ol>`
        : html`<p class="hint">${failures ? "Nothing failed in this hour or the one before" : "–"}</p>`,
    )
  }

  #meaning({ code, outcome }) {
    return this.codes?.get(code)?.text ?? statusWords({ code, outcome }).text
  }

  #operations() {
    const held = this.told?.held
    const forwarding = this.told?.forwarding
    return tile(
      "Behind",
      count(forwarding?.pending),
      html`
        <p>reports still to be told to applications${forwarding?.pending ? html`, the oldest since ${seconds(forwarding.oldest_seconds)}` : nothing}</p>
        <p>${held?.holds ? html`${count(held.holds)} ${held.holds === 1 ? "hold keeps" : "holds keep"} ${count(held.waiting)} back` : held ? "Nothing is held back" : "–"}</p>
      `,
    )
  }
}

const confirmed = ({ confirmed, messages }, { within_seconds: seconds, minutes }) => html`
  ${count(confirmed)} of ${count(messages)} within ${seconds} s, of those sent in the last ${minutes} min
`

const tile = (title, figure, rest) => html`
  <section class="tile">
    <h2>${title}</h2>
    <p class="figure">${figure}</p>
    ${rest}
  </section>
`

customElements.define("now-page", NowPage)

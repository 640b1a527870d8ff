import { html, nothing } from "lit"
import { refusals } from "../model/connection.js"
import { telesignLink } from "../model/light.js"
import { clock } from "../model/times.js"
import { count, linkWords } from "../model/words.js"
import { AskingElement } from "./asking-element.js"
import "./callback-address.js"
import "./callback-check.js"
import { moment, recently } from "./moment.js"
import "./receiver-list.js"
import "./unread-reports.js"

/** TeleSign's way to the relay and on to the applications: whether it is good, and what to do where it is not. */
class ConnectionPage extends AskingElement {
  static properties = {
    link: { attribute: false },
    check: { attribute: false },
    admin: { attribute: false },
    sandbox: { attribute: false },
  }

  question() {
    return this.link.stand()
  }

  render() {
    return html`
      <div class="connection">
        <header>
          <h1 tabindex="-1">Connection</h1>
          <p class="hint" role="status">${this.told ? nothing : (this.problem ?? "Reading")}</p>
        </header>
        ${this.#telesign()}
        <callback-address .told=${this.told} .sandbox=${this.sandbox}></callback-address>
        ${this.admin ? html`<callback-check .check=${this.check}></callback-check>` : nothing}
        ${this.#refused()}
        <unread-reports .read=${this.link.unread}></unread-reports>
        <receiver-list .link=${this.link} .admin=${this.admin}></receiver-list>
      </div>
    `
  }

  #telesign() {
    if (!this.told) return nothing
    const { telesign, at } = this.told
    const { text, tone, since } = telesignLink(telesign)
    return html`
      <section>
        <h2>${linkWords.telesign}</h2>
        <p class="lit ${tone}">${text}${since ? html`<span class="hint">since ${moment(since)}</span>` : nothing}</p>
        <p>
          Last report:
          ${telesign?.last_report ? recently(telesign.last_report) : "–"}
          <span class="hint">as of ${clock(at)}</span>
        </p>
        ${telesign?.silent ? html`<p>${linkWords.silence}</p>` : nothing}
      </section>
    `
  }

  #refused() {
    if (!this.told) return nothing
    const causes = refusals(this.told)
    return html`
      <section>
        <h2>Refused callbacks</h2>
        ${causes.length === 0
          ? html`<p class="hint">None in the last ${count(this.told.refused.days, "day")}: whatever came was signed by a known key.</p>`
          : html`<p class="hint">In the last ${count(this.told.refused.days, "day")}, by what was wrong with their signature.</p>
              <dl class="findings">${causes.map(cause)}</dl>`}
      </section>
    `
  }
}

const cause = ({ text, check, refusals: number, last_at: last }) => html`
  <div>
    <dt>${text} <span>${number.toLocaleString("en")}, last ${recently(last)}</span></dt>
    <dd>${check}</dd>
  </div>
`

customElements.define("connection-page", ConnectionPage)

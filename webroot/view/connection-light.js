import { html, nothing } from "lit"
import { lightOf, telesignLink } from "../model/light.js"
import { clock, duration, exact } from "../model/times.js"
import { connectionWords, linkWords } from "../model/words.js"
import { MenuElement } from "./menu-element.js"
import { moment, recently } from "./moment.js"

const LOOK_EVERY = 1_000

/** Whether what the page shows is what the relay knows, and what TeleSign tells; opened, each link by itself. */
class ConnectionLight extends MenuElement {
  static properties = { connection: { attribute: false } }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.connection, "state")
    this.every(LOOK_EVERY, () => this.requestUpdate())
  }

  render() {
    const { text, more, tone, since } = lightOf(this.connection.state, this.connection.telesign)
    return html`
      <div class="light ${tone}" data-state=${this.connection.state.name}>
        <span class="visually-hidden" role="status">${text}</span>
        <details class="menu">
          <summary title="since ${exact(since)}" aria-label="${text}${more}. ${linkWords.title}">
            <span class="lamp">${text}</span><span class="more">${more}</span>
            <span class="since">since ${clock(since)}</span>
          </summary>
          <div class="menu-body links">${this.#page()} ${this.#telesign()}</div>
        </details>
      </div>
    `
  }

  #page() {
    const { name, since, behind } = this.connection.state
    const { text, tone } = connectionWords(name)
    return html`
      <section>
        <h2>${linkWords.page}</h2>
        <p class="lit ${tone}">${text}${behind ? linkWords.behind(behind) : nothing}</p>
        <p class="hint">since ${moment(new Date(since).toISOString())}</p>
      </section>
    `
  }

  #telesign() {
    const { telesign } = this.connection
    const { text, tone, since } = telesignLink(telesign)
    return html`
      <section>
        <h2>${linkWords.telesign}</h2>
        <p class="lit ${tone}">${text}</p>
        ${since ? html`<p class="hint">since ${moment(since)}</p>` : nothing}
        ${telesign
          ? html`<p>Last report: ${telesign.last_report ? recently(telesign.last_report) : "–"}</p>
              <p class="hint">
                ${telesign.usual_ms == null ? linkWords.usualUnknown : linkWords.usual(duration(telesign.usual_ms))}
              </p>`
          : nothing}
        ${telesign === null ? html`<p class="hint">${linkWords.away}</p>` : nothing}
        ${telesign?.silent ? html`<p>${linkWords.silence}</p>` : nothing}
      </section>
    `
  }
}

customElements.define("connection-light", ConnectionLight)

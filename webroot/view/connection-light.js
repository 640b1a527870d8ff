import { html } from "lit"
import { clock, exact } from "../model/times.js"
import { connectionWords, count } from "../model/words.js"
import { PageElement } from "./page-element.js"

/** Whether what the page shows is what the relay knows. */
class ConnectionLight extends PageElement {
  static properties = { connection: { attribute: false } }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.connection, "state")
  }

  render() {
    const { name, since, behind } = this.connection.state
    const { text, tone } = connectionWords(name)
    const time = new Date(since).toISOString()
    return html`
      <span class="light ${tone}" data-state=${name} title="since ${exact(time)}">
        <span role="status">${text}</span>
        <span class="since">${behind ? `${count(behind, "event")} behind` : `since ${clock(time)}`}</span>
      </span>
    `
  }
}

customElements.define("connection-light", ConnectionLight)

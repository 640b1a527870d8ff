import { html, nothing } from "lit"
import { callbackAddress } from "../model/connection.js"
import "./copy-button.js"
import { PageElement } from "./page-element.js"

/** Where TeleSign is to call. */
class CallbackAddress extends PageElement {
  static properties = {
    told: { attribute: false },
    sandbox: { attribute: false },
  }

  render() {
    if (!this.told) return nothing
    const { url, text } = callbackAddress(this.told, { origin: location.origin, sandbox: this.sandbox })
    return html`
      <section>
        <h2>Callback URL to hand to TeleSign</h2>
        ${url
          ? html`<p class="reference">
              <code>${url}</code> <copy-button .text=${url} what="the address for TeleSign"></copy-button>
            </p>`
          : nothing}
        <p class="hint">${text}</p>
      </section>
    `
  }
}

customElements.define("callback-address", CallbackAddress)

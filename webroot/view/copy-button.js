import { html, nothing } from "lit"
import { PageElement } from "./page-element.js"

const SAID_FOR = 2000

/** Puts a text on the clipboard. Browsers have one only for pages that came by https or from this machine. */
class CopyButton extends PageElement {
  static properties = {
    text: {},
    what: {},
    label: {},
    said: { state: true },
  }

  render() {
    if (!navigator.clipboard) return nothing
    return html`
      <button class="quiet small" @click=${this.#copy} aria-label="Copy ${this.what}">${this.label ?? "Copy"}</button>
      <span class="hint" role="status">${this.said ?? ""}</span>
    `
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text)
      this.said = "Copied"
    } catch {
      this.said = "The browser did not allow it"
    }
    setTimeout(() => (this.said = null), SAID_FOR)
  }
}

customElements.define("copy-button", CopyButton)

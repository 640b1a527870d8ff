import { LitElement } from "lit"
import { display } from "../model/display.js"

/**
 * An element that renders into the page itself, so that the page's style sheets and labels reach its content, and
 * again whenever somebody chooses how times and colours are shown.
 */
export class PageElement extends LitElement {
  #ended = new AbortController()

  /** Calls `hear` whenever `source` emits `type`, as long as the element is on the page. */
  listen(source, type, hear) {
    source.addEventListener(type, hear, { signal: this.#ended.signal })
  }

  /** Renders again whenever `source` emits `type`. */
  watch(source, type = "change") {
    this.listen(source, type, () => this.requestUpdate())
  }

  /** Does something every so often, as long as the element is on the page and somebody looks at it. */
  every(milliseconds, work) {
    const timer = setInterval(() => document.hidden || work(), milliseconds)
    this.#ended.signal.addEventListener("abort", () => clearInterval(timer))
  }

  connectedCallback() {
    this.#ended = new AbortController()
    super.connectedCallback()
    this.watch(display)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.#ended.abort()
  }

  createRenderRoot() {
    return this
  }
}

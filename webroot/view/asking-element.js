import { PageElement } from "./page-element.js"

/**
 * An element that shows what the relay tells: `told`, or nothing and the reason in `problem`, because an old figure would
 * be taken for a new one. It asks when it comes onto the page, and again and again. `question()` gives a promise of what
 * is told; `askEvery` is in milliseconds.
 */
export class AskingElement extends PageElement {
  static askEvery = 5_000

  static properties = {
    told: { state: true },
    problem: { state: true },
  }

  #round = 0

  connectedCallback() {
    super.connectedCallback()
    this.ask()
    this.every(this.constructor.askEvery, () => this.ask())
  }

  /** An answer that comes after a later question is not heard. */
  async ask() {
    const round = ++this.#round
    const answer = await this.question().then(
      (told) => ({ told, problem: null }),
      ({ message }) => ({ told: null, problem: message }),
    )
    if (round === this.#round) Object.assign(this, answer)
  }
}

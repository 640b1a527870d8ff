/** What is looked for, and what was found: kept while one looks at a result and comes back. Emits `change`. */
export class Finding extends EventTarget {
  #ask

  /** What stands in the box. */
  text = ""
  /** The text that was looked for last; null where none was. */
  asked = null
  /** The answer about it; null while there is none. */
  found = null
  problem = null
  busy = false

  /** @param ask gives a promise of what is found for a text */
  constructor(ask) {
    super()
    this.#ask = ask
  }

  async look(text) {
    const asked = text.trim()
    if (!asked) return
    Object.assign(this, { text, asked, problem: null, busy: true })
    this.#emit()
    const answer = await this.#ask(asked).then(
      (found) => ({ found }),
      (problem) => ({ found: null, problem }),
    )
    if (asked === this.asked) this.#take(answer)
    return answer.problem
  }

  #take(answer) {
    Object.assign(this, answer, { busy: false })
    this.#emit()
  }

  /** Nobody else is to see what was looked for. */
  forget() {
    Object.assign(this, { text: "", asked: null, found: null, problem: null, busy: false })
    this.#emit()
  }

  #emit() {
    this.dispatchEvent(new Event("change"))
  }
}

/**
 * The one thing that is open, read by its key, and again whenever the feed tells of it. Emits `change`. What it is about
 * is said by `concerns(event)`.
 */
export class Opened extends EventTarget {
  #read
  #pause
  #key = null
  #due

  /** As last read; null while it is being read for the first time. */
  value = null
  /** Why it could not be read. */
  problem = null

  /**
   * @param read gives a promise of what stands under a key
   * @param pause milliseconds: events come in bursts, and one reading serves a burst
   */
  constructor(read, pause) {
    super()
    this.#read = read
    this.#pause = pause
  }

  get key() {
    return this.#key
  }

  async open(key) {
    if (key !== this.#key) {
      this.close()
      this.#key = key
    }
    await this.again()
  }

  close() {
    clearTimeout(this.#due)
    this.#key = this.value = this.problem = null
    this.#emit()
  }

  async again() {
    const key = this.#key
    if (key === null) return
    try {
      const value = await this.#read(key)
      if (key === this.#key) this.show(value)
    } catch (problem) {
      if (key !== this.#key) return
      this.problem = problem
      this.#emit()
    }
  }

  /** A reading, wherever it was made. */
  show(value) {
    this.value = value
    this.problem = null
    this.#emit()
  }

  /** Events of the feed, about whatever. */
  hear(events) {
    if (!events.some((event) => this.concerns(event))) return
    clearTimeout(this.#due)
    this.#due = setTimeout(() => this.again(), this.#pause)
  }

  #emit() {
    this.dispatchEvent(new Event("change"))
  }
}

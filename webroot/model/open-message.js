/** Events come in bursts; one reading serves a burst. */
const PAUSE = 200

/** The one message that is open, with its history, read again whenever the feed tells of it. Emits `change`. */
export class OpenMessage extends EventTarget {
  #read
  #id = null
  #message = null
  #problem = null
  #due

  /** @param read gives a promise of the detail of an id */
  constructor(read) {
    super()
    this.#read = read
  }

  get id() {
    return this.#id
  }

  /** The detail as last read; null while it is being read for the first time. */
  get message() {
    return this.#message
  }

  /** Why it could not be read. */
  get problem() {
    return this.#problem
  }

  async open(id) {
    if (id === this.#id || id === this.#message?.id) return
    this.close()
    this.#id = id
    await this.again()
  }

  close() {
    clearTimeout(this.#due)
    this.#id = this.#message = this.#problem = null
    this.#emit()
  }

  async again() {
    const id = this.#id
    if (id === null) return
    try {
      const message = await this.#read(id)
      if (id === this.#id) this.show(message)
    } catch (problem) {
      if (id !== this.#id) return
      this.#problem = problem
      this.#emit()
    }
  }

  /** A reading of the open message that was made elsewhere. */
  show(message) {
    this.#problem = null
    if (!(message.seq < this.#message?.seq)) this.#message = message
    this.#emit()
  }

  /** Events of the feed, about whichever messages. */
  hear(events) {
    const mine = (event) => event.message.id === this.#message?.id || event.bound_id === this.#message?.id
    if (!events.some(mine)) return
    clearTimeout(this.#due)
    this.#due = setTimeout(() => this.again(), PAUSE)
  }

  #emit() {
    this.dispatchEvent(new Event("change"))
  }
}

/** Events come in bursts; one reading serves a burst. */
const PAUSE = 500

/** The one recipient that is open, read again whenever the feed tells of one of its messages. Emits `change`. */
export class OpenRecipient extends EventTarget {
  #read
  #due

  token = null
  /** As last read; null while it is being read for the first time. */
  recipient = null
  problem = null

  /** @param read gives a promise of what is known of the recipient for whom a token stands */
  constructor(read) {
    super()
    this.#read = read
  }

  async open(token) {
    if (token !== this.token) {
      this.close()
      this.token = token
    }
    await this.again()
  }

  close() {
    clearTimeout(this.#due)
    Object.assign(this, { token: null, recipient: null, problem: null })
    this.#emit()
  }

  async again() {
    const token = this.token
    if (token === null) return
    const answer = await this.#read(token).then(
      (recipient) => ({ recipient, problem: null }),
      (problem) => ({ problem }),
    )
    if (token !== this.token) return
    Object.assign(this, answer)
    this.#emit()
  }

  /** Events of the feed, about whichever messages. */
  hear(events) {
    const mine = new Set(this.recipient?.messages.map(({ id }) => id))
    if (!events.some(({ message }) => mine.has(message.id))) return
    clearTimeout(this.#due)
    this.#due = setTimeout(() => this.again(), PAUSE)
  }

  #emit() {
    this.dispatchEvent(new Event("change"))
  }
}

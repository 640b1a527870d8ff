/** Sends under way at once: the relay lets others pass, so a few are enough. */
const AT_ONCE = 4
const TRIES = 6
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
/** How often, at most, what is done is noted. What was not yet noted is asked again under its old key, and not sent again. */
const NOTE_EVERY = 500
/** The relay knows a key for 24 h. */
const KEYS_LAST = 23 * 3_600_000

/** Nothing was sent, and it may be tried again. */
const passing = [429, 503]
/** It is open whether it was sent. */
const open = [0, 409, 504]
/** Asked again with the same key, these may be answered otherwise. */
const worthAnother = [...passing, 0, 409]

/** What became of each recipient, a letter each, so that ten thousand fit into what a tab may keep. */
const WAITING = "."
const SENT = "s"
const REFUSED = "r"
const UNKNOWN = "u"

/**
 * One request for many recipients, each sent once: each has a key of its own, which stays the same when the page is
 * loaded again. It is kept in `storage` until it is dismissed. Emits `change`.
 */
export class Batch extends EventTarget {
  #send
  #storage
  #wait
  #job = null
  #owner = null
  #running = false
  /** Places of those that are under way. */
  #taken = new Set()
  #noting

  /**
   * @param send `(request, key)`, as RelayApi's
   * @param storage of this tab alone, as `sessionStorage`
   * @param wait a promise of some milliseconds later
   */
  constructor(send, storage, wait = (millis) => new Promise((done) => setTimeout(done, millis))) {
    super()
    this.#send = send
    this.#storage = storage
    this.#wait = wait
  }

  /** `{total, sent, refused, unknown, left, running, failures: [{recipient, why, reference}]}`; nothing where there is none. */
  get state() {
    if (!this.#job) return null
    const { done, failures } = this.#job
    const of = (letter) => done.filter((each) => each === letter).length
    return {
      total: done.length,
      sent: of(SENT),
      refused: of(REFUSED),
      unknown: of(UNKNOWN),
      left: of(WAITING),
      running: this.#running,
      failures,
    }
  }

  /** @param requestFor makes the request for a recipient */
  start(recipients, requestFor, key) {
    const requests = recipients.map(requestFor)
    const { recipient, ...common } = requests[0]
    const done = requests.map(() => WAITING)
    const to = requests.map((each) => each.recipient)
    this.#begin({ owner: this.#owner, begun: Date.now(), key, common, recipients: to, done, failures: [] })
    this.#running = true
    this.#note()
    this.go()
  }

  /** Takes up what was under way when this person left the page. What somebody else left is nobody's business. */
  resume(owner) {
    this.#owner = owner
    const kept = this.#job ?? JSON.parse(this.#storage.getItem("batch") ?? "null")
    if (kept && (kept.owner !== owner || Date.now() - kept.begun > KEYS_LAST)) return this.dismiss()
    if (!kept || this.#job) return undefined
    this.#begin({ ...kept, done: [...kept.done] })
    return kept.running ? this.go() : this.#changed()
  }

  go() {
    this.#running = true
    this.#changed()
    let next
    while (this.#taken.size < AT_ONCE && (next = this.#next()) >= 0) this.#take(next)
    if (this.#taken.size === 0) this.stop()
    return undefined
  }

  /** What is under way is waited for; the others stay. */
  stop() {
    this.#running = false
    this.#note()
    this.#changed()
  }

  dismiss() {
    clearTimeout(this.#noting)
    this.#noting = undefined
    this.#running = false
    this.#job = null
    this.#storage.removeItem("batch")
    this.#changed()
  }

  /** Those who were refused, once more: nothing was sent to them. */
  again(key) {
    const { recipients, done, common } = this.#job
    const refused = recipients.filter((_, index) => done[index] === REFUSED)
    this.start(refused, (recipient) => ({ ...common, recipient }), key)
  }

  #begin(job) {
    this.#job = job
    this.#taken = new Set()
  }

  #next() {
    return this.#job.done.findIndex((each, index) => each === WAITING && !this.#taken.has(index))
  }

  async #take(index) {
    const job = this.#job
    this.#taken.add(index)
    const { letter, ...failure } = await this.#outcome(job, index)
    if (job !== this.#job) return
    this.#taken.delete(index)
    job.done[index] = letter
    if (failure.why) job.failures.push({ recipient: job.recipients[index], ...failure })
    this.#noteSoon()
    if (this.#running) this.go()
    else this.#changed()
  }

  async #outcome(job, index) {
    const request = { ...job.common, recipient: job.recipients[index] }
    for (let tries = 1; ; tries++) {
      try {
        await this.#send(request, `${job.key}-${index}`)
        return { letter: SENT }
      } catch ({ status, message, reference, retryAfter }) {
        if (job !== this.#job) return { letter: WAITING }
        if (status === 401) this.stop()
        if (!this.#running && [...passing, 401].includes(status)) return { letter: WAITING }
        if (!worthAnother.includes(status) || tries === TRIES) return { letter: open.includes(status) ? UNKNOWN : REFUSED, why: message, reference }
        await this.#wait(retryAfter ?? Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE))
      }
    }
  }

  #noteSoon() {
    this.#noting ??= setTimeout(() => this.#note(), NOTE_EVERY)
  }

  #note() {
    clearTimeout(this.#noting)
    this.#noting = undefined
    if (!this.#job) return
    const kept = { ...this.#job, done: this.#job.done.join(""), running: this.#running }
    this.#storage.setItem("batch", JSON.stringify(kept))
  }

  #changed() {
    this.dispatchEvent(new Event("change"))
  }
}

import { newKey } from "./key.js"

/** Sends under way at once: the relay lets others pass, so a few are enough. */
const AT_ONCE = 4
const TRIES = 6
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
/** How often, at most, what is done is noted. What was not yet noted is asked again under its old key, and not sent again. */
const NOTE_EVERY = 500
/** The relay knows a key for 24 h. */
const KEYS_LAST = 23 * 3_600_000

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
  #problem = null
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

  /**
   * `{total, sent, refused, unknown, left, running, problem, failures: [{recipient, why, reference}]}`; nothing where there
   * is none. `problem` is why it stopped by itself.
   */
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
      problem: this.#problem,
      failures,
    }
  }

  /** @param request to whomever; each of the `recipients` gets it as TeleSign's member of that name */
  start({ request, recipients }) {
    const done = recipients.map(() => WAITING)
    this.#begin({ owner: this.#owner, begun: Date.now(), key: newKey(), request, recipients, done, failures: [] })
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
    this.#problem = null
    this.#changed()
    let next
    while (this.#taken.size < AT_ONCE && (next = this.#next()) >= 0) this.#take(next)
    if (this.#taken.size === 0) this.stop()
    return undefined
  }

  /**
   * What is under way is waited for; the others stay.
   *
   * @param problem why it cannot go on just now; nothing where somebody wants it so
   */
  stop(problem = null) {
    this.#running = false
    this.#problem ??= problem
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
  again() {
    const { request, recipients, done } = this.#job
    this.start({ request, recipients: recipients.filter((_, index) => done[index] === REFUSED) })
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
    const request = { ...job.request, recipient: job.recipients[index] }
    for (let tries = 1; job === this.#job && this.#running; tries++) {
      try {
        await this.#send(request, `${job.key}-${index}`)
        return { letter: SENT }
      } catch (problem) {
        const letter = letterOf(problem, tries === TRIES)
        if (letter !== WAITING) return { letter, why: problem.message, reference: problem.reference }
        if (tries === TRIES || problem.status === 401) this.stop(problem.message)
        else await this.#wait(problem.retryAfter ?? Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE))
      }
    }
    return { letter: WAITING }
  }

  #noteSoon() {
    this.#noting ??= setTimeout(() => this.#note(), NOTE_EVERY)
  }

  #note() {
    clearTimeout(this.#noting)
    this.#noting = undefined
    if (!this.#job) return
    const kept = { ...this.#job, done: this.#job.done.join(""), running: this.#running }
    try {
      this.#storage.setItem("batch", JSON.stringify(kept))
    } catch {
      // What a tab has no room for is sent all the same; only a page loaded again cannot go on with it.
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"))
  }
}

/**
 * What an answer other than success tells of a recipient. It is open while there was no answer, or one that may be another
 * the next time: then it is asked again under the same key, which is safe. A replayed one stays as it is.
 */
function letterOf({ status, reference, replayed }, last) {
  const open = [0, 401, 503].includes(status) || (status === 504 && !reference)
  if (!replayed && (open || (!last && [409, 429].includes(status)))) return WAITING
  return [409, 504].includes(status) ? UNKNOWN : REFUSED
}

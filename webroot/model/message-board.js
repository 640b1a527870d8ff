import { Filter } from "./filter.js"
import { afterEvent, isSettled, rowOf } from "./message.js"
import { placeOf } from "./order.js"

const PAGE = 100

/**
 * The messages that match a filter, newest first, kept up to date by the feed. Emits `change` after each change; its
 * detail is `{added, older, left}`: the ids of messages that are new here, the rows that came below all others, and the
 * rows that are in the list no more.
 *
 * Events say everything but the sentence, which only the API can make: rows that an event touched are `stale` until
 * they were read again, which only those in sight need to be. Messages of which an event does not tell whether they
 * match now are read before they are shown.
 */
export class MessageBoard extends EventTarget {
  #rows = []
  #stale = new Set()
  #doubtful = new Set()
  #inSight = []
  #next = null
  #trimmed = false
  #limit
  #filter = new Filter()
  #left = []

  /** @param limit how many rows are kept at least; more only where older pages were asked for */
  constructor(limit = 10_000) {
    super()
    this.#limit = limit
  }

  get rows() {
    return this.#rows
  }

  row(id) {
    const row = this.#rows[placeOf(this.#rows, id)]
    return row?.id === id ? row : undefined
  }

  get size() {
    return this.#rows.length
  }

  get filter() {
    return this.#filter
  }

  /** The oldest row, or nothing. */
  get last() {
    return this.#rows.at(-1)
  }

  /** Where the page after the last row is; nothing where there is none, or where rows were dropped since. */
  get next() {
    return this.#trimmed ? null : this.#next
  }

  /** Whether there is nothing older than the last row. */
  get complete() {
    return !this.#next && !this.#trimmed
  }

  /** The first page, instead of all that was known. */
  begin({ messages, next = null }, filter = new Filter()) {
    const before = new Set(this.#rows.map(({ id }) => id))
    this.#filter = filter
    this.#rows = []
    this.#stale.clear()
    this.#doubtful.clear()
    this.#next = next
    this.#trimmed = false
    messages.forEach((message) => this.#add(message))
    this.#changed({ added: this.#rows.map(({ id }) => id).filter((id) => !before.has(id)) })
  }

  /** A page of older messages; makes room for them. */
  append({ messages, next = null }) {
    this.#next = next
    this.#trimmed = false
    this.#limit = Math.max(this.#limit, this.size + messages.length + PAGE)
    const { last } = this
    messages.forEach((message) => this.#add(message))
    this.#changed({ older: last ? this.#rows.slice(placeOf(this.#rows, last.id) + 1) : [] })
  }

  /** Messages as read again; what the feed has told since is newer and stays. */
  renew(messages) {
    const added = messages.filter((message) => this.#comes(message)).map(({ id }) => id)
    messages.filter(({ id }) => this.row(id) || this.#reaches(id)).forEach((message) => this.#add(message))
    this.#trim()
    this.#changed({ added })
  }

  #comes(message) {
    return !this.row(message.id) && this.#reaches(message.id) && this.#filter.matches(message)
  }

  /** Events in their order. What is older than the list reaches is left to the pages that have not been read. */
  apply(events) {
    const added = []
    for (const event of events) {
      if (event.bound_id) this.#leave(this.row(event.bound_id))
      const { id } = event.message
      const row = this.row(id)
      if (row) {
        this.#tell(afterEvent(row, event))
      } else if (this.#reaches(id) && this.#meet(event)) {
        added.push(id)
      }
    }
    this.#trim()
    this.#changed({ added: added.filter((id) => this.row(id)) })
  }

  /** Says which rows somebody sees. Emits `look`. */
  look(ids) {
    this.#inSight = ids
    this.dispatchEvent(new Event("look"))
  }

  /** Some messages that are to be read again, those in sight first; they count as read from now on. */
  takeStale() {
    const ids = [...this.#staleInSight, ...this.#doubtful].slice(0, PAGE)
    ids.forEach((id) => this.#stale.delete(id) || this.#doubtful.delete(id))
    return ids
  }

  get #staleInSight() {
    return this.#inSight.filter((id) => this.#stale.has(id))
  }

  /** How many are to be read again. */
  get stale() {
    return this.#staleInSight.length + this.#doubtful.size
  }

  /** Sentences about what is still under way say how long ago something was: they go stale by themselves. */
  age() {
    const underWay = (row) => row && !isSettled(row)
    this.#inSight.filter((id) => underWay(this.row(id))).forEach((id) => this.#stale.add(id))
  }

  /** A message that is not in the list; whether it is now. */
  #meet(event) {
    const row = rowOf(event)
    if (this.#filter.isToldBy(event)) {
      if (!this.#filter.matches(row)) return false
      this.#tell(row)
      return true
    }
    if (this.#filter.mayMatchSince(event, row)) this.#doubtful.add(row.id)
    return false
  }

  #tell(row) {
    if (this.row(row.id) === row) return
    this.#stale.add(row.id)
    this.#put(row)
  }

  #add(message) {
    const known = this.row(message.id)
    if (!known || known.seq <= message.seq) this.#put(message)
  }

  #put(row) {
    if (!this.#filter.matches(row)) return this.#leave(this.row(row.id) && row)
    const place = placeOf(this.#rows, row.id)
    this.#rows.splice(place, this.#rows[place]?.id === row.id ? 1 : 0, row)
  }

  /** @param row as it is now; nothing where it is not in the list anyway */
  #leave(row) {
    if (!row) return
    this.#rows.splice(placeOf(this.#rows, row.id), 1)
    this.#stale.delete(row.id)
    this.#left.push(row)
  }

  #reaches(id) {
    return this.complete || this.size === 0 || id > this.last.id
  }

  #trim() {
    if (this.size <= this.#limit) return
    this.#rows.splice(this.#limit).forEach(({ id }) => this.#stale.delete(id))
    this.#trimmed = true
  }

  #changed({ added = [], older = [] }) {
    const left = this.#left
    this.#left = []
    this.dispatchEvent(new CustomEvent("change", { detail: { added, older, left } }))
  }
}

import { Filter } from "./filter.js"
import { afterEvent, isSettled, rowOf } from "./message.js"

const PAGE = 100

/**
 * The messages that match a filter, newest first, kept up to date by the feed. Emits `change` after each change; its
 * detail is `{added, left}`: the ids of messages that are new here, and the rows that no longer match.
 *
 * Events say everything but the sentence, which only the API can make: rows that an event touched are `stale` until
 * they were read again. So are messages of which an event does not tell whether they match now.
 */
export class MessageBoard extends EventTarget {
  #rows = new Map()
  #ids = []
  #stale = new Set()
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
    return this.#ids.map((id) => this.#rows.get(id))
  }

  row(id) {
    return this.#rows.get(id)
  }

  get size() {
    return this.#ids.length
  }

  get filter() {
    return this.#filter
  }

  /** The oldest row, or nothing. */
  get last() {
    return this.#rows.get(this.#ids.at(-1))
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
    const before = new Set(this.#ids)
    this.#filter = filter
    this.#rows.clear()
    this.#stale.clear()
    this.#ids = []
    this.#next = next
    this.#trimmed = false
    messages.forEach((message) => this.#add(message))
    this.#changed(this.#ids.filter((id) => !before.has(id)))
  }

  /** A page of older messages; makes room for them. */
  append({ messages, next = null }) {
    this.#next = next
    this.#trimmed = false
    this.#limit = Math.max(this.#limit, this.size + messages.length + PAGE)
    messages.forEach((message) => this.#add(message))
    this.#changed()
  }

  /** Messages as read again; what the feed has told since is newer and stays. */
  renew(messages) {
    const added = messages.filter((message) => this.#comes(message)).map(({ id }) => id)
    messages.filter(({ id }) => this.#rows.has(id) || this.#reaches(id)).forEach((message) => this.#add(message))
    this.#trim()
    this.#changed(added)
  }

  #comes(message) {
    return !this.#rows.has(message.id) && this.#reaches(message.id) && this.#filter.matches(message)
  }

  /** Events in their order. What is older than the list reaches is left to the pages that have not been read. */
  apply(events) {
    const added = []
    for (const event of events) {
      if (event.bound_id) this.#remove(event.bound_id)
      const { id } = event.message
      const row = this.#rows.get(id)
      if (row) {
        this.#tell(afterEvent(row, event))
      } else if (this.#reaches(id) && this.#meet(event)) {
        added.push(id)
      }
    }
    this.#trim()
    this.#changed(added.filter((id) => this.#rows.has(id)))
  }

  /** Some rows whose sentence may be out of date, newest first; they count as up to date from now on. */
  takeStale() {
    const ids = [...this.#stale].sort().reverse().slice(0, PAGE)
    ids.forEach((id) => this.#stale.delete(id))
    return ids
  }

  /** Sentences about what is still under way say how long ago something was: they go stale by themselves. */
  age() {
    this.rows.filter((row) => !isSettled(row)).forEach(({ id }) => this.#stale.add(id))
  }

  get hasStale() {
    return this.#stale.size > 0
  }

  /** A message that is not in the list; whether it is now. */
  #meet(event) {
    const row = rowOf(event)
    if (this.#filter.isToldBy(event)) {
      if (!this.#filter.matches(row)) return false
      this.#tell(row)
      return true
    }
    if (this.#filter.mayMatchSince(event, row)) this.#stale.add(row.id)
    return false
  }

  #tell(row) {
    if (this.#rows.get(row.id) === row) return
    this.#stale.add(row.id)
    this.#put(row)
  }

  #add(message) {
    const known = this.#rows.get(message.id)
    if (!known || known.seq <= message.seq) this.#put(message)
  }

  #put(row) {
    if (!this.#filter.matches(row)) return this.#leave(row)
    if (!this.#rows.has(row.id)) {
      const below = this.#ids.findIndex((id) => id < row.id)
      this.#ids.splice(below < 0 ? this.size : below, 0, row.id)
    }
    this.#rows.set(row.id, row)
  }

  #leave(row) {
    if (!this.#rows.has(row.id)) return
    this.#remove(row.id)
    this.#left.push(row)
  }

  #remove(id) {
    if (!this.#rows.delete(id)) return
    this.#stale.delete(id)
    this.#ids.splice(this.#ids.indexOf(id), 1)
  }

  /** Ids are UUIDv7, so they stand in the order of their making. */
  #reaches(id) {
    return this.complete || this.size === 0 || id > this.#ids.at(-1)
  }

  #trim() {
    if (this.size <= this.#limit) return
    for (const id of this.#ids.splice(this.#limit)) {
      this.#rows.delete(id)
      this.#stale.delete(id)
    }
    this.#trimmed = true
  }

  #changed(added = []) {
    const left = this.#left
    this.#left = []
    this.dispatchEvent(new CustomEvent("change", { detail: { added, left } }))
  }
}

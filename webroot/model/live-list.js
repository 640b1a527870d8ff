import { placeOf, stands } from "./order.js"

/**
 * What of the board is shown. It flows while nothing holds it. While somebody has scrolled down or is about to point at a
 * row, new messages are only counted, and the rows one is reading change in place. Paused, nothing changes at all. Emits
 * `change`.
 */
export class LiveList extends EventTarget {
  #board
  #reasons = new Set()
  /** The rows at the moment from which new ones were held back; nothing while it flows. */
  #frozen = null
  /** Rows among them that no longer match the filter, as they were last; they go when the list flows again. */
  #left = new Map()
  #held = 0

  constructor(board) {
    super()
    this.#board = board
    board.addEventListener("change", ({ detail }) => this.#arrive(detail))
  }

  get paused() {
    return this.#reasons.has("paused")
  }

  /** How many messages have come that are not shown. */
  get held() {
    return this.#held
  }

  get size() {
    return this.#all.length
  }

  /** The oldest row that is shown, or nothing. */
  get last() {
    return this.#all.at(-1)
  }

  /** Some of the rows, as `Array.slice` counts. */
  slice(from, to) {
    const rows = this.#all.slice(from, to)
    return this.#frozen && !this.paused ? rows.map((row) => this.#asItIs(row)) : rows
  }

  /** Where a message stands; -1 where it is not shown. */
  indexOf(id) {
    return stands(this.#all, id) ? placeOf(this.#all, id) : -1
  }

  get #all() {
    return this.#frozen ?? this.#board.rows
  }

  #asItIs(row) {
    return this.#board.row(row.id) ?? this.#left.get(row.id) ?? row
  }

  pause() {
    this.#frozen = this.slice(0)
    this.#left.clear()
    this.#reasons.add("paused")
    this.#emit()
  }

  /** Says whether, for a reason of the view's, nothing may move for now. */
  hold(reason, on) {
    if (this.#reasons.has(reason) === on) return
    if (on) {
      this.#reasons.add(reason)
      this.#frozen ??= [...this.#board.rows]
    } else {
      this.#reasons.delete(reason)
      if (this.#reasons.size === 0) this.flow()
    }
  }

  /** Shows all there is, whatever held it; the view goes to the top with it. */
  flow() {
    this.#reasons.clear()
    this.#frozen = null
    this.#left.clear()
    this.#held = 0
    this.#emit()
  }

  /** A page of messages older than the last one shown; the board may have dropped some that are shown. */
  append(page) {
    if (this.#frozen && this.#board.last?.id > this.last?.id) this.#lengthen(page.messages)
    else this.#board.append(page)
    this.#emit()
  }

  #lengthen(older) {
    const { last } = this
    this.#frozen.push(...older.filter(({ id }) => !last || id < last.id))
  }

  #arrive({ added, older, left }) {
    if (this.#frozen) {
      this.#held += added.filter((id) => !stands(this.#frozen, id)).length
      this.#lengthen(older)
      left.forEach((row) => this.#leave(row))
    }
    this.#emit()
  }

  #leave(row) {
    if (!stands(this.#frozen, row.id)) this.#held = Math.max(0, this.#held - 1)
    else if (!this.paused) this.#left.set(row.id, row)
  }

  #emit() {
    this.dispatchEvent(new Event("change"))
  }
}

/**
 * What of the board is shown. It flows while the reader is at the top. While the reader has scrolled down, new messages
 * are only counted, and the rows one is reading change in place. Paused, nothing changes at all. Emits `change`.
 */
export class LiveList extends EventTarget {
  #board
  #scrolled = false
  #paused = false
  /** The rows at the moment from which new ones were held back; nothing while it flows. */
  #frozen = null
  /** Ids of the messages that have come and are not shown. */
  #held = new Set()

  constructor(board) {
    super()
    this.#board = board
    board.addEventListener("change", ({ detail }) => this.#arrive(detail))
  }

  get paused() {
    return this.#paused
  }

  /** How many messages have come that are not shown. */
  get held() {
    return this.#held.size
  }

  get rows() {
    if (!this.#frozen) return this.#board.rows
    const last = this.#frozen.at(-1)
    const older = last ? this.#board.rows.filter(({ id }) => id < last.id) : []
    return [...(this.#paused ? this.#frozen : this.#frozen.map((row) => this.#board.row(row.id) ?? row)), ...older]
  }

  pause() {
    this.#frozen = this.rows
    this.#paused = true
    this.#emit()
  }

  /** Shows what came meanwhile; the view goes to the top with it. */
  resume() {
    this.#scrolled = false
    this.flow()
  }

  /** Says whether the reader sees the top. */
  atTop(top) {
    if (this.#scrolled === !top) return
    this.#scrolled = !top
    if (this.#paused) return
    if (top) this.flow()
    else this.#frozen = this.#board.rows
  }

  /** Shows all there is, for example because other messages are asked for. */
  flow() {
    this.#paused = false
    this.#frozen = null
    this.#held.clear()
    this.#emit()
  }

  #arrive({ added, left }) {
    if (this.#frozen) {
      added.forEach((id) => this.#held.add(id))
      left.forEach((row) => this.#keepInPlace(row))
    }
    this.#emit()
  }

  /** What no longer matches the filter goes when the list flows again: under the eyes it only changes. */
  #keepInPlace(row) {
    this.#held.delete(row.id)
    if (!this.#paused) this.#frozen = this.#frozen.map((shown) => (shown.id === row.id ? row : shown))
  }

  #emit() {
    this.dispatchEvent(new Event("change"))
  }
}

/** Rows beyond the edges that are there already when somebody scrolls. */
const SPARE = 12

/** Which rows of a long list are made: those in sight and a few more. All are equally high, as the style says. */
export class RowWindow {
  #host
  #scroller
  #watch = new ResizeObserver(() => this.#measure())
  #first = 0
  #shown = 40
  #height = 0
  /** How many rows there are above and below those that are made. */
  #beyond = [0, 0]

  /** @param host a Lit element; it renders again when other rows are in sight */
  constructor(host) {
    this.#host = host
    host.addController(this)
  }

  hostUpdated() {
    const scroller = this.#host.querySelector(".scroller")
    if (scroller !== this.#scroller) {
      this.#watch.disconnect()
      this.#scroller = scroller
      if (scroller) this.#watch.observe(scroller)
    }
    if (!this.#height) this.#measure()
    this.#makeRoom()
  }

  hostDisconnected() {
    this.#watch.disconnect()
    this.#scroller = undefined
  }

  /** Of so many rows: from which, and to before which. */
  of(count) {
    const from = Math.max(0, Math.min(this.#first - SPARE, count - this.#shown))
    const to = Math.min(count, this.#first + this.#shown + SPARE)
    this.#beyond = [from, count - to]
    return { from, to }
  }

  scrolled() {
    const first = this.#height ? Math.floor(this.#scroller.scrollTop / this.#height) : 0
    // Renders again only when half of the spare rows are used up.
    if (Math.abs(first - this.#first) >= SPARE / 2 || first === 0) this.#show(first)
  }

  /** Brings a row into sight; done when it is made. */
  reveal(index) {
    const { scrollTop, clientHeight } = this.#scroller
    const top = index * this.#height
    if (top < scrollTop) this.#scroller.scrollTop = top
    else if (top + this.#height > scrollTop + clientHeight) this.#scroller.scrollTop = top + this.#height - clientHeight
    this.#show(Math.floor(this.#scroller.scrollTop / this.#height))
    return this.#host.updateComplete
  }

  /** By script, because the page's policy allows no style in markup. */
  #makeRoom() {
    this.#host.querySelectorAll(".beyond").forEach((space, side) => {
      space.style.height = `${this.#beyond[side] * this.#height}px`
    })
  }

  #measure() {
    const row = this.#scroller?.querySelector(".message")
    if (!row) return
    const height = row.getBoundingClientRect().height
    const shown = Math.ceil(this.#scroller.clientHeight / height)
    if (height === this.#height && shown === this.#shown) return
    const place = this.#height ? this.#scroller.scrollTop / this.#height : 0
    this.#height = height
    this.#shown = shown
    this.#makeRoom()
    this.#scroller.scrollTop = place * height
    this.#show(Math.floor(place))
    this.#host.requestUpdate()
  }

  #show(first) {
    if (first === this.#first) return
    this.#first = first
    this.#host.requestUpdate()
  }
}

import { html, nothing } from "lit"
import { repeat } from "lit/directives/repeat.js"
import { count } from "../model/words.js"
import { pages } from "../net/urls.js"
import { filterBar, filterMenu } from "./filter-bar.js"
import { messageRow } from "./message-row.js"
import { PageElement } from "./page-element.js"
import { RowWindow } from "./row-window.js"

/** New messages are announced together, not one by one. */
const ANNOUNCE_AFTER = 3_000
/** Pixels that still count as the top. */
const TOP = 4
/** How often what counts seconds is told anew. */
const TICK = 1_000
/** For so long after the pointer has moved over the rows nothing moves under it; one that rests holds nothing up. */
const AIM = 3_000

/** The messages, newest first, live. */
class MessageList extends PageElement {
  static properties = {
    board: { attribute: false },
    live: { attribute: false },
    filter: { attribute: false },
    openId: { attribute: false },
    ready: { attribute: false },
    sandbox: { attribute: false },
    maySend: { attribute: false },
    loadOlder: { attribute: false },
    announcement: { state: true },
    loading: { state: true },
    problem: { state: true },
  }

  #unannounced = 0
  #window = new RowWindow(this)

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.live)
    this.listen(this.board, "change", ({ detail }) => this.#count(detail.added.length))
    this.every(TICK, () => this.requestUpdate())
  }

  /** However much happens, the page is made anew once a frame. */
  async scheduleUpdate() {
    await new Promise(requestAnimationFrame)
    super.scheduleUpdate()
  }

  render() {
    return html`
      <header class="list-head">
        <h1>Messages</h1>
        ${this.#pill()}
        <span class="space"></span>
        ${filterMenu(this.filter)}
        <button class="quiet" aria-pressed=${this.live.paused} @click=${this.togglePause}>
          ${this.live.paused ? "Resume" : "Pause"}
        </button>
      </header>
      ${filterBar(this.filter)}
      <p class="visually-hidden" role="status">${this.announcement}</p>
      <div
        class="scroller"
        @scroll=${this.#scrolled}
        @pointermove=${this.#aim}
        @wheel=${{ handleEvent: this.#aim, passive: true }}
        @pointerleave=${this.#release}
        @focusin=${({ target }) => this.live.hold("focused", target.matches(":focus-visible"))}
        @focusout=${() => this.live.hold("focused", false)}
      >
        ${this.#content()}
      </div>
    `
  }

  #content() {
    const count = this.live.size
    if (count === 0) return this.ready ? this.#empty() : nothing
    const { from, to } = this.#window.of(count)
    return html`
      <div class="beyond"></div>
      <ol class="messages">
        ${repeat(
          this.live.slice(from, to),
          ({ id }) => id,
          (row, index) => messageRow(row, { index: from + index, count, isOpen: row.id === this.openId }, this.filter),
        )}
      </ol>
      <div class="beyond"></div>
      ${this.#end()}
    `
  }

  #pill() {
    const { held, paused } = this.live
    if (!held && !paused) return nothing
    const fresh = `${held.toLocaleString("en")} new`
    return html`<button class="pill" @click=${this.#resume}>${paused ? `Paused · ${fresh}` : fresh}</button>`
  }

  #end() {
    if (this.board.complete) return html`<p class="end">${count(this.board.size, "message")}, no older ones.</p>`
    return html`
      <p class="end">
        <button ?disabled=${this.loading} @click=${this.#loadOlder}>Load more</button>
        ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
      </p>
    `
  }

  #empty() {
    if (!this.filter.isEmpty) return nothingMatches
    return html`
      <div class="empty">
        <h2>No messages yet</h2>
        <p>
          Send TeleSign's own example: a picture by MMS, and a text by SMS where nobody confirms the picture within ten
          minutes. Watch here what becomes of it.
        </p>
        ${this.maySend ? html`<p><a class="button primary" href=${pages.send}>Send the example</a></p>` : nothing}
        ${this.sandbox
          ? html`<p class="hint">In the sandbox no phone rings, and ten minutes pass in a few seconds.</p>`
          : html`<p class="hint">Or point an application at this relay instead of at TeleSign.</p>`}
      </div>
    `
  }

  willUpdate(changed) {
    if (changed.get("filter")) this.#toTop()
  }

  updated() {
    const { from, to } = this.#window.of(this.live.size)
    this.board.look(this.live.slice(from, to).map(({ id }) => id))
  }

  #scrolled({ target }) {
    this.live.hold("scrolled", target.scrollTop > TOP)
    this.#window.scrolled()
  }

  #aim() {
    this.live.hold("aiming", true)
    clearTimeout(this.aiming)
    this.aiming = setTimeout(() => this.#release(), AIM)
  }

  #release() {
    clearTimeout(this.aiming)
    this.live.hold("aiming", false)
  }

  /** Goes so many rows on from the one that has the focus, or to the first. */
  async move(steps) {
    const { size } = this.live
    if (size === 0) return
    const here = document.activeElement?.closest?.(".message")
    const at = here ? Number(here.getAttribute("aria-posinset")) - 1 : this.live.indexOf(this.openId)
    const index = at < 0 ? 0 : Math.max(0, Math.min(size - 1, at + steps))
    await this.#focus(index)
  }

  /** Gives a row the focus, wherever it stands; nothing where it is not in the list. */
  focusOn(id) {
    const index = this.live.indexOf(id)
    if (index >= 0) return this.#focus(index)
  }

  async #focus(index) {
    await this.#window.reveal(index)
    this.querySelector(`.message[aria-posinset="${index + 1}"] .row-to`)?.focus({ preventScroll: true })
  }

  togglePause() {
    if (this.live.paused) this.#resume()
    else this.live.pause()
  }

  #resume() {
    this.live.flow()
    this.#toTop()
  }

  #toTop() {
    const scroller = this.querySelector(".scroller")
    if (scroller) scroller.scrollTop = 0
  }

  async #loadOlder() {
    this.loading = true
    this.problem = null
    try {
      await this.loadOlder()
    } catch ({ message }) {
      this.problem = message
    } finally {
      this.loading = false
    }
  }

  #count(added) {
    if (added === 0 || !this.ready) return
    if (this.#unannounced === 0) setTimeout(() => this.#announce(), ANNOUNCE_AFTER)
    this.#unannounced += added
  }

  #announce() {
    this.announcement = count(this.#unannounced, "new message")
    this.#unannounced = 0
  }
}

const nothingMatches = html`
  <div class="empty">
    <h2>No message matches</h2>
    <p>Messages appear here as soon as they match. Remove a filter to see more.</p>
    <p><a class="button" href=${pages.list}>Show all messages</a></p>
  </div>
`

customElements.define("message-list", MessageList)

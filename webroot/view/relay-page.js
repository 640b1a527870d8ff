import { html, nothing } from "lit"
import { display } from "../model/display.js"
import { pages } from "../net/urls.js"
import "./connection-light.js"
import "./display-menu.js"
import { keysHelp, press } from "./keys.js"
import "./message-list.js"
import { PageElement } from "./page-element.js"
import "./sign-in-form.js"
import { views } from "./views.js"

/** The whole page: a bar, the list, and beside it what is open. On a narrow screen what is open takes all of it. */
class RelayPage extends PageElement {
  static properties = {
    relay: { attribute: false },
    session: { attribute: false },
    place: { attribute: false, hasChanged: (now, before) => JSON.stringify(now) !== JSON.stringify(before) },
    problem: { attribute: false },
    filter: { attribute: false },
    ready: { attribute: false },
  }

  /** The views whose modules are there. */
  #brought = new Set(Object.values(views).filter(({ load }) => !load))

  willUpdate(changed) {
    if (changed.has("place") && this.view.home) this.from = this.view.home(this.place)
    const { title } = this.view
    document.title = title ? `${title} · Omnirelay` : "Omnirelay"
    document.documentElement.dataset.theme = display.theme
    if (this.place.view !== "send") this.again = null
  }

  render() {
    if (this.session === null) return html`<sign-in-form .signIn=${this.relay.signIn}></sign-in-form>`
    if (!this.session) return this.#notice()
    return html`
      ${this.#bar()} ${this.#notice()}
      <main class="panes ${this.#layout()}">
        <section class="pane list" aria-label="Messages">
          <message-list
            .board=${this.relay.board}
            .live=${this.relay.live}
            .filter=${this.filter}
            .ready=${this.ready}
            .sandbox=${this.sandbox}
            .maySend=${this.maySend}
            .openId=${this.relay.open.message?.id}
            .loadOlder=${this.relay.loadOlder}
          ></message-list>
        </section>
        ${this.view.element ? html`<section class="pane side">${this.#brought.has(this.view) ? this.view.element(this) : nothing}</section>` : nothing}
      </main>
      ${keysHelp}
    `
  }

  get sandbox() {
    return this.session.mode === "sandbox"
  }

  get maySend() {
    return this.session.roles.includes("send")
  }

  get view() {
    return views[this.place.view]
  }

  #layout() {
    if (!this.view.element) return "alone"
    return this.view.whole || (this.place.view === "message" && this.from) ? "covered" : "beside"
  }

  #bar() {
    return html`
      <header class="bar">
        <a class="brand" href=${pages.list}>Omnirelay</a>
        <nav class="views" aria-label="Views">${Object.entries(views).map(([name, view]) => this.#link(name, view))}</nav>
        <connection-light .connection=${this.relay.connection}></connection-light>
        <span class="space"></span>
        <display-menu></display-menu>
        ${this.sandbox
          ? nothing
          : html`<span class="who">${this.session.name}</span>
              <button class="quiet" @click=${this.relay.signOut}>Sign out</button>`}
        ${this.maySend ? sendLink : nothing}
      </header>
      ${this.sandbox ? html`<p class="sandbox">Sandbox: nothing here reaches a real phone</p>` : nothing}
    `
  }

  #link(name, { link, path }) {
    if (!link) return nothing
    return html`<a href=${path} aria-current=${this.place.view === name ? "page" : "false"}>${link}</a>`
  }

  #notice() {
    return this.problem ? html`<p class="notice" role="alert">${this.problem}</p>` : nothing
  }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.relay.open)
    this.listen(document, "keydown", (event) => press(event, this) && event.preventDefault())
  }

  /** Opens the form with what an earlier message said: `{draft, message}`. */
  sendAgain(again) {
    this.again = again
    this.relay.go(pages.send)
  }

  /** The list, where it is to be seen. */
  get list() {
    const list = this.querySelector("message-list")
    return list?.checkVisibility() ? list : null
  }

  /** Where one is when what is open is closed: a message is closed to what it was opened from. */
  get back() {
    if (this.place.view === "recipient") return pages.find
    return (this.place.view === "message" && this.from) || pages.list + this.filter.query
  }

  close() {
    if (this.session && this.place.view !== "list") this.relay.go(this.back)
  }

  help() {
    this.querySelector(".keys")?.showModal()
  }

  find() {
    this.relay.go(pages.find)
  }

  async updated(changed) {
    if (changed.has("ready") && this.ready) setTimeout(() => this.#bringAll())
    if (!changed.has("place")) return
    try {
      await this.#bring(this.view)
    } catch {
      this.problem = "This part of the page could not be loaded. Load the page again."
    }
    if (changed.get("place")) await this.#arrive(changed.get("place"))
  }

  /** Before somebody asks, and before the relay may be away. What does not come now is asked for again when it is opened. */
  #bringAll() {
    return Promise.allSettled(Object.values(views).map((view) => this.#bring(view)))
  }

  async #bring(view) {
    if (this.#brought.has(view)) return
    await view.load()
    this.#brought.add(view)
    this.requestUpdate()
    await this.updateComplete
  }

  /** Who walks by keyboard or by ear goes on where the new view begins, and comes back to the row she came from. */
  async #arrive(before) {
    const opened = this.querySelector(".side > *")
    await opened?.updateComplete
    if (opened?.arrive) opened.arrive(before)
    else if (opened) opened.querySelector("h1")?.focus({ preventScroll: true })
    else if (before.view === "message") await this.list?.focusOn(before.id)
  }
}

const sendLink = html`
  <a class="button primary" href=${pages.send} aria-label="Send a message">Send<span class="roomy"> a message</span></a>
`

customElements.define("relay-page", RelayPage)

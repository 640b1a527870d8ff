import { html, nothing } from "lit"
import { pages } from "../net/urls.js"
import "./callback-check.js"
import "./connection-light.js"
import "./message-detail.js"
import "./message-list.js"
import "./now-page.js"
import { PageElement } from "./page-element.js"
import "./send-form.js"
import "./sign-in-form.js"

/** The whole page: a bar, the list, and beside it what is open. On a narrow screen what is open takes all of it. */
class RelayPage extends PageElement {
  static properties = {
    relay: { attribute: false },
    session: { attribute: false },
    place: { attribute: false },
    problem: { attribute: false },
    ready: { attribute: false },
  }

  willUpdate() {
    document.title = titles[this.place.view] ?? "Omnirelay"
  }

  render() {
    if (this.session === null) return html`<sign-in-form .signIn=${this.relay.signIn}></sign-in-form>`
    if (!this.session) return this.#notice()
    return html`
      ${this.#bar()} ${this.#notice()}
      <main class="panes ${this.place.view}">
        <section class="pane list" aria-label="Messages">
          <message-list
            .board=${this.relay.board}
            .live=${this.relay.live}
            .ready=${this.ready}
            .sandbox=${this.sandbox}
            .maySend=${this.maySend}
            .openId=${this.relay.open.message?.id}
            .loadOlder=${this.relay.loadOlder}
          ></message-list>
        </section>
        ${this.place.view === "list" ? nothing : html`<section class="pane side">${this.#side()}</section>`}
      </main>
    `
  }

  get sandbox() {
    return this.session.mode === "sandbox"
  }

  get maySend() {
    return this.session.roles.includes("send")
  }

  get mayOperate() {
    return this.session.roles.includes("admin")
  }

  #bar() {
    return html`
      <header class="bar">
        <a class="brand" href=${pages.list}>Omnirelay</a>
        <connection-light .connection=${this.relay.connection}></connection-light>
        <span class="space"></span>
        ${this.mayOperate ? connectionLink : nothing}
        ${this.sandbox
          ? nothing
          : html`<span class="who">${this.session.name}</span>
              <button class="quiet" @click=${this.relay.signOut}>Sign out</button>`}
        ${this.maySend ? sendLink : nothing}
      </header>
      ${this.sandbox ? html`<p class="sandbox">Sandbox: nothing here reaches a real phone</p>` : nothing}
    `
  }

  #notice() {
    return this.problem ? html`<p class="notice" role="alert">${this.problem}</p>` : nothing
  }

  #side() {
    switch (this.place.view) {
      case "send":
        return html`<send-form .send=${this.relay.send} .sandbox=${this.sandbox}></send-form>`
      case "now":
        return html`<now-page .now=${this.relay.now} .summary=${this.relay.summary} .codes=${this.relay.codes}></now-page>`
      case "connection":
        return html`<callback-check .check=${this.relay.checkCallback}></callback-check>`
      default:
        return html`
          <message-detail .open=${this.relay.open} .codes=${this.relay.codes} .lookUp=${this.relay.lookUp}></message-detail>
        `
    }
  }

  connectedCallback() {
    super.connectedCallback()
    this.watch(this.relay.open)
    this.listen(document, "keydown", ({ key }) => key === "Escape" && this.#close())
  }

  #close() {
    if (this.session && this.place.view !== "list") this.relay.go(pages.list)
  }

  updated(changed) {
    if (changed.get("place")) this.#arrive(changed.get("place"))
  }

  /** Who walks by keyboard or by ear goes on where the new view begins, and comes back to the row she came from. */
  async #arrive(before) {
    const opened = this.querySelector(".side > *")
    await opened?.updateComplete
    const start = opened
      ? opened.querySelector("h1")
      : before.view === "message" && this.querySelector(`.row[href="${pages.message(before.id)}"]`)
    if (start) start.focus({ preventScroll: true })
  }
}

const titles = { now: "Now · Omnirelay", send: "Send a message · Omnirelay", connection: "Connection · Omnirelay" }

const connectionLink = html`
  <a class="button quiet" href=${pages.connection} aria-label="Connection">
    <span class="narrow" aria-hidden="true">⇄</span><span class="roomy">Connection</span>
  </a>
`

const sendLink = html`
  <a class="button primary" href=${pages.send} aria-label="Send a message">Send<span class="roomy"> a message</span></a>
`

customElements.define("relay-page", RelayPage)

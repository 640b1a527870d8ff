import { html, nothing } from "lit"
import { PageElement } from "./page-element.js"

/** Shown where the relay does not know who is looking. */
class SignInForm extends PageElement {
  static properties = {
    signIn: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  }

  render() {
    return html`
      <main class="sign-in">
        <form class="form" @submit=${this.#submit}>
          <h1>Omnirelay</h1>
          <label for="name">Name</label>
          <input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus />
          <label for="password">Password</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
          <button class="primary" ?disabled=${this.busy}>Sign in</button>
        </form>
      </main>
    `
  }

  async #submit(event) {
    event.preventDefault()
    const { name, password } = event.target.elements
    this.busy = true
    this.problem = null
    try {
      await this.signIn(name.value, password.value)
    } catch ({ message }) {
      this.problem = message
    } finally {
      this.busy = false
    }
  }
}

customElements.define("sign-in-form", SignInForm)

import { PageElement } from "./page-element.js"

/** An element with a menu (a `details`) that closes when one clicks elsewhere or presses Esc. */
export class MenuElement extends PageElement {
  connectedCallback() {
    super.connectedCallback()
    this.listen(document, "click", ({ target }) => this.contains(target) || this.#close())
    this.listen(this, "keydown", (press) => press.key === "Escape" && this.#close(press))
  }

  /** A menu that is open takes the key for itself. */
  #close(press) {
    const menu = this.querySelector("details")
    if (!menu?.open) return
    press?.stopPropagation()
    menu.open = false
    if (press) menu.querySelector("summary").focus()
  }
}

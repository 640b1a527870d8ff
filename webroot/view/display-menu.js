import { html } from "lit"
import { choices, display } from "../model/display.js"
import { displayWords } from "../model/words.js"
import { MenuElement } from "./menu-element.js"

/** Light or dark, and whose time. */
class DisplayMenu extends MenuElement {
  render() {
    return html`
      <details class="menu">
        <summary class="button quiet" aria-label=${displayWords.title} title=${displayWords.title}>◐</summary>
        <div class="menu-body">${Object.entries(choices).map(([name, values]) => this.#choice(name, values))}</div>
      </details>
    `
  }

  #choice(name, values) {
    return html`
      <fieldset class="choice">
        <legend>${displayWords[name].title}</legend>
        ${values.map(
          (value) => html`<label>
            <input
              type="radio"
              name=${name}
              .checked=${display[name] === value}
              @change=${() => display.choose(name, value)}
            />
            ${displayWords[name][value]}
          </label>`,
        )}
      </fieldset>
    `
  }
}

customElements.define("display-menu", DisplayMenu)

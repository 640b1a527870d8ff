import { tellTimesIn } from "./times.js"

/** What one may choose; the first is meant where nothing was chosen. */
export const choices = {
  theme: ["system", "light", "dark"],
  zone: ["local", "utc"],
}

/** How a person wants the page shown, kept in her browser. Emits `change`. */
export class Display extends EventTarget {
  #storage
  #chosen = {}

  /** @param storage keeps texts by name; where it may not be used, choices last as long as the page */
  constructor(storage) {
    super()
    this.#storage = storage
    for (const name of Object.keys(choices)) this.#take(name, this.#kept(name))
  }

  get theme() {
    return this.#chosen.theme
  }

  get zone() {
    return this.#chosen.zone
  }

  choose(name, value) {
    this.#take(name, value)
    try {
      this.#storage.setItem(name, value)
    } catch {
      // The choice holds until the page is left.
    }
    this.dispatchEvent(new Event("change"))
  }

  #kept(name) {
    try {
      return this.#storage.getItem(name)
    } catch {
      return null
    }
  }

  #take(name, value) {
    this.#chosen[name] = choices[name].includes(value) ? value : choices[name][0]
    if (name === "zone") tellTimesIn(this.#chosen.zone === "utc" ? "UTC" : undefined)
  }
}

/** This page's. */
export const display = new Display({
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, value),
})

import { Display } from "/model/display.js"
import { clock } from "/model/times.js"
import { equal } from "./assert.js"

function storageOf(kept) {
  return { kept, getItem: (name) => kept[name] ?? null, setItem: (name, value) => (kept[name] = value) }
}

export function whatWasChosenIsKept() {
  const storage = storageOf({})
  const display = new Display(storage)
  equal([display.theme, display.zone], ["system", "local"])
  display.choose("theme", "dark")
  equal([display.theme, new Display(storage).theme], ["dark", "dark"])
}

export function whatNobodyCouldHaveChosenIsNotTaken() {
  equal(new Display(storageOf({ theme: "__proto__" })).theme, "system")
}

export function timesAreToldInTheChosenZone() {
  const display = new Display(storageOf({}))
  display.choose("zone", "utc")
  equal(clock("2026-11-22T23:01:02Z"), "23:01:02")
  display.choose("zone", "local")
}

export function aBrowserThatKeepsNothingStillShowsWhatWasChosen() {
  const refuse = () => {
    throw new Error("not allowed")
  }
  const display = new Display({ getItem: refuse, setItem: refuse })
  display.choose("theme", "light")
  equal(display.theme, "light")
}

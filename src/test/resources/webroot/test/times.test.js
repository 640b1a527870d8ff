import { day, timeOfId } from "/model/times.js"
import { equal } from "./assert.js"
import { id } from "./events.js"

export function aDayIsNamedOnlyWhereItIsNotToday() {
  const now = new Date(2026, 10, 22, 12)
  equal(
    [day(new Date(2026, 10, 22, 1), now), day(new Date(2026, 10, 21), now), day(new Date(2025, 10, 21), now), day(null)],
    ["", "21 Nov", "21 Nov 2025", ""],
  )
}

export function anIdTellsWhenItWasMade() {
  equal(timeOfId(id(1)), new Date(0x01a20245db89).toISOString())
}

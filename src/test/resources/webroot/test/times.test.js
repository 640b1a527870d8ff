import { ago, countdown, day, duration, timeOfId } from "/model/times.js"
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

export function whatIsLessThanAnHourOldSaysHowOld() {
  const now = Date.parse("2026-11-22T08:00:00Z")
  const ages = ["07:59:48", "07:56:00", "07:00:01", "07:00:00", "08:00:01"]
  equal(
    ages.map((time) => ago(`2026-11-22T${time}Z`, now)),
    ["12 s ago", "4 min ago", "59 min ago", "", ""],
  )
  equal(ago(null), "")
}

export function aDurationIsToldAsExactlyAsItIsShort() {
  equal(
    [0, 12, 50, 400, 9_949, 12_000, 600_000, 7_500_000].map(duration),
    ["0 s", "12 ms", "0.1 s", "0.4 s", "9.9 s", "12 s", "10 min", "2 h 5 min"],
  )
}

export function aCountdownHasHoursOnlyWhereItNeedsThem() {
  equal([59_001, 545_000, 3_731_000, -5].map(countdown), ["1:00", "9:05", "1:02:11", "0:00"])
}

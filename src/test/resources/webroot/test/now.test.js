import { hourBefore, hourOf, stepOf } from "/model/now.js"
import { equal } from "./assert.js"

const nine = "2026-11-22T09:00:00Z"

export function anHourEndsWhereTheNextBegins() {
  equal(hourOf(nine), { from: nine, to: "2026-11-22T10:00:00.000Z" })
  equal(hourBefore(nine), { from: "2026-11-22T08:00:00.000Z", to: nine })
}

export function aDayOfASpanIsNoLongerThanTheSpan() {
  const told = { from: nine, to: "2026-11-24T03:00:00Z", step: "day" }
  equal(stepOf("2026-11-22T00:00:00Z", told), { from: nine, to: "2026-11-23T00:00:00.000Z" })
  equal(stepOf("2026-11-24T00:00:00Z", told), { from: "2026-11-24T00:00:00Z", to: told.to })
}

import { sentence } from "/model/sentence.js"
import { clock } from "/model/times.js"
import { equal } from "./assert.js"

const accepted_at = "2026-11-22T08:01:00.000Z"

export function timesAreSaidInTheViewersZone() {
  equal(
    sentence({ summary: "SMS was confirmed at 08:12:15 UTC.", accepted_at }),
    `SMS was confirmed at ${clock("2026-11-22T08:12:15Z")}.`,
  )
}

export function anotherDaysTimesKeepTheirDay() {
  equal(
    sentence({ summary: "Confirmed at 2026-11-24 12:00:00 UTC.", accepted_at }),
    `Confirmed at 24 Nov ${clock("2026-11-24T12:00:00Z")}.`,
  )
}

export function everythingElseStays() {
  equal(sentence({ summary: "Accepted 2 s ago, no report yet.", accepted_at }), "Accepted 2 s ago, no report yet.")
}

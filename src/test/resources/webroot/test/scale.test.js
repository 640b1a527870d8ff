import { scale } from "/model/scale.js"
import { equal } from "./assert.js"
import { delivered, failed, inProgress, row, timeRanOut } from "./events.js"

const at = (time) => `2026-11-22T08:${time}.000Z`
const accepted_at = at("00:00")

const report = (channel, status, told, arrived = told, source = "callback") => ({
  channel,
  status: { ...status, updated_on: told && at(told) },
  source,
  arrived_at: at(arrived),
})

const mmsThenSms = (standings, reports, members = {}) =>
  row(1, { accepted_at, channel_status: standings, reports, status: delivered, ...members })

const standing = (channel, status, began, deadline) => ({
  channel,
  status,
  began_at: began && at(began),
  fallback_deadline: deadline && at(deadline),
})

export function eachChannelStandsWhereItRan() {
  const line = scale(
    mmsThenSms(
      [standing("mms", timeRanOut, "00:00", "10:00"), standing("sms", delivered, "10:00")],
      [report("mms", timeRanOut, "10:00"), report("sms", delivered, "12:00", "12:30")],
    ),
  )
  equal([line.from, line.to], [accepted_at, at("12:30")])
  equal(
    line.tracks.map(({ name, start, end, open }) => [name, start, end, open]),
    [
      ["MMS", 0, 0.8, false],
      ["SMS", 0.8, 0.96, false],
    ],
  )
  equal(line.tracks[1].marks.map(({ place, text }) => [place, text]), [[0.96, "Confirmed on phone"]])
  equal(line.reached.map(({ place }) => place), [0.8, 1])
}

export function whatIsUnderWayGoesOnUntilNowAndTheLineUntilItSwitches() {
  const { to, tracks } = scale(
    mmsThenSms(
      [standing("mms", inProgress, "00:00", "10:00"), standing("sms", undefined, undefined, undefined)],
      [report("mms", inProgress, "00:01")],
      { status: inProgress },
    ),
    Date.parse(at("05:00")),
  )
  equal(to, at("10:00"))
  equal([tracks.length, tracks[0].end, tracks[0].open, tracks[0].switches.place], [1, 0.5, true, 1])
}

export function aTimeBeforeTheMessageExistedIsNotBelieved() {
  const old = { ...report("sms", delivered, undefined, "00:10"), status: { ...delivered, updated_on: "2020-05-04T22:05:00Z" } }
  const { tracks } = scale(mmsThenSms([standing("sms", delivered, "00:00")], [old]))
  equal([tracks[0].start, tracks[0].end], [0, 1])
}

export function whereNothingBeganThereIsNoLine() {
  equal(scale(mmsThenSms([standing("mms", undefined), standing("sms", undefined)], [], { send: "refused", status: failed })), null)
}

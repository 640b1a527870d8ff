import { timeline } from "/model/timeline.js"
import { equal } from "./assert.js"
import { delivered, event, failed, inProgress, timeRanOut } from "./events.js"

const codes = new Map([[3000, { meaning: "It arrived.", advice: "Nothing to do." }]])

const report = (arrived_at, channel, status, members) => ({
  channel,
  status,
  source: "callback",
  late: false,
  arrived_at,
  ...members,
})

export function stepsAndReportsStandInOrderAndWhatCameTogetherStandsTogether() {
  const detail = {
    events: [
      event(1, "accepted"),
      event(2, "sending", { attempt: 1 }),
      event(3, "channel_status", { channel: "mms", status: timeRanOut }),
    ],
    reports: [
      report("2026-11-22T08:11:03.000Z", "mms", timeRanOut),
      report("2026-11-22T08:11:03.000Z", "sms", delivered),
      report("2026-11-22T08:11:09.000Z", undefined, delivered),
    ],
  }
  equal(
    timeline(detail, codes).map(({ title, lines }) => [title, ...lines.map(({ channel, text }) => `${channel} ${text}`)]),
    [
      ["Taken from the application and written down"],
      ["Sent to TeleSign"],
      ["TeleSign reported", "MMS No confirmation in time", "SMS Confirmed on phone"],
      ["TeleSign reported", "Message Confirmed on phone"],
    ],
  )
}

export function aCodeIsExplainedWhereItComesUpFirst() {
  const detail = {
    events: [],
    reports: [report("2026-11-22T08:11:03Z", "sms", delivered), report("2026-11-22T08:11:04Z", undefined, delivered)],
  }
  const lines = timeline(detail, codes).flatMap(({ lines }) => lines)
  equal(lines.map(({ meaning }) => meaning ?? null), ["It arrived.", null])
}

export function saysWhatTheStepsKnowBesides() {
  const detail = {
    events: [
      event(1, "sending", { attempt: 2, after_code: 3204 }),
      event(2, "refused", { status: failed }),
      event(3, "reply", { action: "stop" }),
      event(4, "unknown", { reason: "no answer within 30 s" }),
    ],
    reports: [],
  }
  equal(
    timeline(detail, codes).map(({ note, lines }) => [note, lines.length]),
    [["Attempt 2, after code 3204", 0], ["", 1], ["They said: stop", 0], ["no answer within 30 s", 0]],
  )
}

export function lateReportsAreMarked() {
  const detail = { events: [], reports: [report("2026-11-22T08:11:03Z", "mms", failed, { late: true })] }
  equal(timeline(detail, codes)[0].lines[0].late, true)
}

export function theAnswerStandsWithTheStepThatItMade() {
  const at = "2026-11-22T08:01:02.345Z"
  const detail = {
    events: [event(1, "sending", { attempt: 1 }), event(2, "sent")],
    reports: [report("2026-11-22T08:01:02.345678Z", undefined, inProgress, { source: "answer" })],
  }
  equal(
    timeline(detail, codes).map((entry) => [entry.at, entry.title, entry.lines.length]),
    [[at, "Sent to TeleSign", 0], [at, "TeleSign took it", 1]],
  )
}

export function aTimeThatNobodyCanReadIsShownAsItCame() {
  const updated_on = "2022-31-03T14:51:28Z"
  const detail = { events: [], reports: [report("2026-11-22T08:11:03Z", "mms", { ...failed, updated_on }, { updated_on_text: updated_on })] }
  const [{ theirs, theirsAsGiven }] = timeline(detail, codes)[0].lines
  equal([theirs ?? null, theirsAsGiven], [null, updated_on])
}

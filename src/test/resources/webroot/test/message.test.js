import { afterEvent, arrivals, channelBadges, isSettled, remarks, rowOf, switching } from "/model/message.js"
import { equal } from "./assert.js"
import { accepted, delivered, event, failed, inProgress, reported, row, status, timeRanOut } from "./events.js"

const after = (...events) => events.reduce(afterEvent, rowOf(accepted(1)))
const badges = (message) => channelBadges(message).map(({ name, text, tone }) => `${name}: ${text} (${tone})`)

export function aNewMessageHasItsChannelsPlanned() {
  equal(badges(rowOf(accepted(1))), ["MMS: Planned (idle)", "SMS: Planned (idle)"])
}

export function theFirstChannelBeginsWhenTelesignTookTheMessage() {
  equal(badges(after(event(2, "sent"))), ["MMS: Accepted by TeleSign (progress)", "SMS: Planned (idle)"])
}

export function theExampleFailsOnMmsAndArrivesAsSms() {
  const message = after(event(2, "sent"), reported(3, "mms", timeRanOut), reported(4, "sms", delivered))
  equal(badges(message), ["MMS: No confirmation in time (caution)", "SMS: Confirmed on phone (good)"])
}

export function theNextChannelBeginsOnceTheOneBeforeHasFailed() {
  const message = after(event(2, "sent"), reported(3, "mms", failed))
  equal(badges(message), ["MMS: Failed (bad)", "SMS: Accepted by TeleSign (progress)"])
}

export function whatIsDeliveredNeedsNoFurtherChannel() {
  equal(badges(after(reported(2, "mms", delivered)))[1], "SMS: Not needed (idle)")
}

export function noChannelOfARefusedMessageIsTried() {
  const message = after(event(2, "refused", { status: status(3203, "rejected") }))
  equal(badges(message), ["MMS: Not tried (idle)", "SMS: Not tried (idle)"])
  equal(remarks(message).map(({ text }) => text), ["Refused, nothing was sent"])
}

export function anEventThatTheRowHasSeenChangesNothing() {
  const message = row(1, { seq: 5 })
  equal(afterEvent(message, reported(5, "mms", delivered)) === message, true)
}

export function aLateReportDoesNotChangeWhatIsShown() {
  const message = after(reported(2, "mms", delivered), reported(3, "mms", inProgress, { late: true }))
  equal(badges(message)[0], "MMS: Confirmed on phone (good)")
  equal(message.seq, 3)
}

export function aReportMeansThatTelesignTookTheMessage() {
  equal(after(event(2, "unknown"), reported(3, "mms", inProgress)).send, "sent")
}

export function aChannelThatNobodyPlannedGetsABadgeToo() {
  equal(badges(after(reported(2, "rcs", delivered))).at(-1), "RCS: Confirmed on phone (good)")
}

export function arrivingTwiceStays() {
  const message = after(
    reported(2, "sms", delivered),
    reported(3, "mms", delivered, { double_delivery: true }),
    reported(4, "mms", status(3005, "read")),
  )
  equal(remarks(message).map(({ text }) => text), ["Arrived twice"])
  equal(arrivals(message).map(({ name }) => name), ["MMS", "SMS"])
}

export function aMessageIsSettledWhenItsOutcomeIsKnown() {
  equal(isSettled(after(reported(2, "sms", delivered))), false)
  equal(isSettled(after(event(2, "message_status", { status: delivered }))), true)
}

const deadline = "2026-11-22T14:07:00Z"
const noon = Date.parse("2026-11-22T14:00:00Z")
const waiting = (...statuses) => {
  const deadlines = [deadline, "2026-11-22T14:12:00Z", null]
  const channel_status = ["mms", "rcs", "sms"].map((channel, index) => {
    return { channel, status: statuses[index], fallback_deadline: deadlines[index] }
  })
  return row(1, { channel_status })
}

export function theChannelUnderWaySaysWhenTheNextOneIsTried() {
  equal(switching(waiting(), noon), { to: "RCS", at: deadline, left: 7 * 60_000 })
  equal(switching(waiting(inProgress), noon + 8 * 60_000).left, -60_000)
  equal(switching(waiting(timeRanOut), noon).to, "SMS")
}

export function whatIsOverOrTheLastWaitsForNoSwitch() {
  equal(switching(waiting(failed, timeRanOut), noon), null)
  equal(switching(waiting(delivered), noon), null)
  equal(switching({ ...waiting(), status: delivered }, noon), null)
  equal(switching({ ...waiting(), send: "unknown" }, noon), null)
}

import { advice, nothingSent, othersAffected, othersWords } from "/model/advice.js"
import { tellTimesIn } from "/model/times.js"
import { equal } from "./assert.js"
import { delivered, failed, inProgress, status } from "./events.js"
import { figures, message, recipient } from "./recipients.js"

const year = new Date().getUTCFullYear()

export function whereNothingWasSentItSaysSinceWhen() {
  tellTimesIn("UTC")
  equal(nothingSent("2019-10-01T10:00:00Z"), "Nothing was sent to this number since 1 October 2019; our records start there.")
  equal(nothingSent(`${year}-01-01T00:00:00Z`), `Nothing was sent to this number since 1 January; our records start there.`)
  equal(nothingSent(null), "Nothing was sent to this number: there are no records yet.")
}

export function everyEndHasItsAdvice() {
  const told = (members) => advice(recipient({ messages: [message(1, members)] })).replace(/^Our message of .*?(?=(is|was|did|reached) )/, "")
  equal(told({ status: delivered }).slice(0, 18), "reached your phone")
  equal(told({ status: inProgress }).slice(0, 13), "is on its way")
  equal(told({ status: failed }).slice(0, 24), "did not reach your phone")
  equal(told({ status: status(3039, "unconfirmed") }).slice(0, 26), "was sent, but your network")
  equal(told({ status: status(3046, "blocked") }).slice(0, 11), "was blocked")
  equal(told({ status: status(3007, "rejected") }).slice(0, 16), "was not accepted")
  equal(told({ send: "cancelled", status: failed }).slice(0, 12), "was not sent")
}

export function adviceIsAtMostTwoSentencesWithoutOurWords() {
  const all = ["delivered", "in_progress", "failed", "unconfirmed", "blocked", "rejected"].map((outcome) =>
    advice(recipient({ messages: [message(1, { status: status(3000, outcome) })], last_worked: { channel: "mms", at: "2026-11-21T08:00:00Z" } })),
  )
  equal(all.filter((text) => text.split(/[.?!] /).length > 2), [])
  equal(all.filter((text) => /callback|status|fallback|300\d|undefined|null/i.test(text)), [])
}

export function aStopIsWhatCountsExceptForLoginCodes() {
  const stop = { opted_out: { since: "2026-11-22T08:00:00Z", channel: "sms", message_id: null } }
  const after = (type) => advice(recipient({ ...stop, messages: [message(1, { message_type: type })] })).startsWith("You answered STOP")
  equal(["MKT", "ARN", "OTP"].map(after), [true, true, false])
  equal(advice(recipient(stop)).startsWith("You answered STOP"), true)
}

export function othersAreAffectedWhereManyFailAndMoreThanUsual() {
  const told = (failedNow, messages, failedBefore) =>
    othersAffected({ now: { messages, failed: failedNow }, before: { messages: 100, failed: failedBefore } })
  equal([told(9, 9, 0), told(1, 10, 0), told(2, 10, 0), told(30, 100, 20), told(40, 100, 20)], ["few", "no", "yes", "no", "yes"])
}

export function othersAreToldWithNumbers() {
  tellTimesIn("UTC")
  equal(
    othersWords(figures({ now: { messages: 1200, failed: 360 }, before: { messages: 1000, failed: 12 } })),
    "Yes: of 1,200 messages by SMS to US since 07:00, 360 failed (30%); in the day before 1.2%.",
  )
  equal(othersWords(figures({ country: null })), "Too few to tell: of 0 messages by SMS since 07:00.")
}

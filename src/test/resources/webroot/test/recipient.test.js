import { history, resultWords, stopReply, ticketText } from "/model/recipient.js"
import { equal } from "./assert.js"
import { failed, id, inProgress } from "./events.js"
import { figures, message, recipient } from "./recipients.js"

const reply = (number, at) => ({ message_id: id(number), channel: "sms", at })

export function repliesStandInTheirPlaceInTime() {
  const told = recipient({
    messages: [message(2, { accepted_at: "2026-11-22T09:00:00Z" }), message(1, { accepted_at: "2026-11-22T08:00:00Z" })],
    replies: [reply(1, "2026-11-22T08:30:00.5Z")],
  })
  equal(history(told).map(({ reply }) => (reply ? "reply" : "message")), ["message", "reply", "message"])
}

export function ofSeveralRepliesTheNearestIsTheStop() {
  const [yes, stop] = [reply(1, "2026-11-22T08:10:00Z"), reply(1, "2026-11-22T08:30:02Z")]
  const opted_out = { since: "2026-11-22T08:30:00Z", channel: "sms", message_id: id(1) }
  equal(stopReply(recipient({ replies: [yes, stop], opted_out })), stop)
  equal(stopReply(recipient({ replies: [yes, stop], opted_out: null })), null)
  equal(stopReply(recipient({ replies: [reply(2, "2026-11-22T08:30:00Z")], opted_out })), null)
}

export function everyMessageHasItsResult() {
  equal(resultWords(message(1, {})), "Arrived after 4 s")
  equal(resultWords(message(1, { took_ms: null, status: inProgress })), "Not there yet")
  equal(resultWords(message(1, { took_ms: null, status: failed })), "Did not arrive")
  equal(resultWords(message(1, { took_ms: null, status: failed, send: "refused" })), "Not sent")
}

export function aTicketHoldsAllWithTheNumberAsItIsShown() {
  const lines = ticketText(
    recipient({
      messages: [message(1, { reference_id: "0A1B", summary: "Code sent." })],
      replies: [reply(1, "2026-11-22T08:30:00Z")],
      opted_out: { since: "2026-11-22T08:30:00Z", channel: "sms", message_id: id(1) },
      others: [figures()],
    }),
  ).split("\n")
  equal(lines, [
    "Recipient 1555•••5309, as of 2026-11-22T08:05:00Z (times are UTC)",
    "Opted out since 2026-11-22T08:30:00Z by a reply on SMS",
    "Others affected? Too few to tell: of 0 messages by SMS to US since 2026-11-22T07:00:00Z.",
    "2026-11-22T08:30:00Z Reply by SMS",
    "2026-11-22T08:01:00.000Z Marketing: Code sent.; our reference order-42; TeleSign's reference 0A1B",
  ])
}

export function whatOthersWroteStaysOnItsLine() {
  const text = ticketText(recipient({ messages: [message(1, { external_id: "a\r\nOpted out since\u2028b" })] }))
  equal(text.split("\n").length, 2)
}

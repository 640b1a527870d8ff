/** What is known of a recipient, as `GET /api/recipients/{token}` tells it, put in order for people. */
import { othersWords } from "./advice.js"
import { wasNotSent } from "./message.js"
import { duration } from "./times.js"
import { channelWords, typeWords } from "./words.js"

/** Messages and replies, newest first: `[{at, message}]` and `[{at, reply}]`. */
export function history({ messages, replies }) {
  return [
    ...messages.map((message) => ({ at: message.accepted_at, message })),
    ...replies.map((reply) => ({ at: reply.at, reply })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

/** The reply by which the recipient is opted out: of several the nearest, since two clocks tell its time. */
export function stopReply({ replies, opted_out: stop }) {
  const farness = ({ at }) => Math.abs(Date.parse(at) - Date.parse(stop.since))
  return replies
    .filter(({ message_id: message, channel }) => message === stop?.message_id && channel === stop?.channel)
    .reduce((nearest, each) => (nearest && farness(nearest) <= farness(each) ? nearest : each), null)
}

/** "Arrived after 4 s", or how it stands. */
export function resultWords(message) {
  const { took_ms: took, status } = message
  if (took !== null) return `Arrived after ${duration(took)}`
  if (wasNotSent(message)) return "Not sent"
  const { outcome } = status
  if (outcome === "in_progress") return "Not there yet"
  return outcome === "unconfirmed" ? "Not known whether it arrived" : "Did not arrive"
}

/** What one pastes into a ticket. What others wrote stays on its line. */
export function ticketText(recipient) {
  const { opted_out: stop, blocked, last_worked: worked, others, messages, replies } = recipient
  const to = messages[0]?.email ?? recipient.phone_number ?? "unknown"
  return [
    `Recipient ${to}, as of ${recipient.at} (times are UTC)`,
    stop && `Opted out since ${stop.since} by a reply on ${channelWords(stop.channel)}`,
    blocked && `Blocked at ${blocked.at}: ${blocked.status.code} ${line(blocked.status.description)}`,
    worked && `Last arrived by ${channelWords(worked.channel)} at ${worked.at}`,
    ...others.map((each) => `Others affected? ${othersWords(each, (time) => time)}`),
    ...history({ messages, replies }).map((entry) => (entry.reply ? replyLine(entry.reply) : messageLine(entry.message))),
    messages.length === 0 && `Nothing sent since ${recipient.records_since ?? "ever"}`,
  ]
    .filter(Boolean)
    .join("\n")
}

const replyLine = ({ at, channel }) => `${at} Reply by ${channelWords(channel)}`

const messageLine = (message) =>
  [
    `${message.accepted_at} ${typeWords(message.message_type)}: ${line(message.summary)}`,
    message.external_id && `our reference ${line(message.external_id)}`,
    message.reference_id && `TeleSign's reference ${line(message.reference_id)}`,
  ]
    .filter(Boolean)
    .join("; ")

const line = (text) => text.replace(/[\s\p{Cc}]+/gu, " ")

/** What is said of a recipient, made of what `GET /api/recipients/{token}` tells. */
import { share } from "./now.js"
import { minute, minuteAndDay, sinceWhen } from "./times.js"
import { wasNotSent } from "./message.js"
import { channelWords, count } from "./words.js"

/** "Nothing was sent to this number since 1 October; our records start there." */
export function nothingSent(since) {
  if (!since) return "Nothing was sent to this number: there are no records yet."
  return `Nothing was sent to this number since ${sinceWhen(since)}; our records start there.`
}

/** How many messages of others it takes to say anything about them, and which share of failures is bad. */
const ENOUGH = 10
const BAD = 0.2

const rate = ({ messages, failed }) => (messages ? failed / messages : 0)

/** Whether it goes badly with others too: "yes", "no", or "few" where there are too few to tell. */
export function othersAffected({ now, before }) {
  if (now.messages < ENOUGH) return "few"
  return rate(now) >= BAD && rate(now) >= 2 * rate(before) ? "yes" : "no"
}

const verdicts = { yes: "Yes", no: "It does not look so", few: "Too few to tell" }

/** "Yes: of 40 messages by SMS to US since 13:00, 12 failed (30%); in the day before 1.2%." */
export function othersWords(others, tell = minute) {
  const { channel, country, since, now, before } = others
  const whom = country ? ` to ${country}` : ""
  const failed = now.messages ? `, ${now.failed.toLocaleString("en")} failed (${share(now.failed, now.messages)})` : ""
  const compared = before.messages ? `; in the day before ${share(before.failed, before.messages)}` : ""
  const messages = `${count(now.messages, "message")} by ${channelWords(channel)}${whom} since ${tell(since)}`
  return `${verdicts[othersAffected(others)]}: of ${messages}${failed}${compared}.`
}

/** What to tell the customer, in one or two sentences and without our own words for things. */
export function advice(recipient) {
  const [newest] = recipient.messages
  if (recipient.opted_out && newest?.message_type !== "OTP") return afterStop(recipient.opted_out)
  return newest ? ofLast(newest, recipient) : "We have no record of a message to your number. Is it the right one?"
}

const afterStop = ({ since }) =>
  `You answered STOP at ${minuteAndDay(since)}, so we send you no more marketing. Answer START if you want it again.`

function ofLast(message, recipient) {
  const ours = `Our message of ${minuteAndDay(message.accepted_at)}`
  if (wasNotSent(message)) return `${ours} was not sent. We are looking into why.`
  switch (message.status.outcome) {
    case "delivered":
    case "read":
      return `${ours} reached your phone. Please look among messages from unknown senders, too.`
    case "unconfirmed":
      return `${ours} was sent, but your network does not say whether it arrived. If it did not, please ask for another one.`
    case "in_progress":
      return `${ours} is on its way. Please give it a few minutes before you ask for another one.`
    case "rejected":
      return `${ours} was not accepted for sending. Please tell us the number once more, with its country code.`
    case "blocked":
      return `${ours} was blocked on its way to you. Please ask your mobile operator whether it blocks messages from companies.`
    default:
      return `${ours} did not reach your phone. ${whatHelps(recipient)}`
  }
}

function whatHelps({ others, last_worked: worked }) {
  if (others.some((each) => othersAffected(each) === "yes")) {
    return "Others in your country have the same trouble just now, so please try again later."
  }
  return worked
    ? `One that did came by ${channelWords(worked.channel)} at ${minuteAndDay(worked.at)}: is your phone switched on, with reception?`
    : "Is the number right, and your phone switched on, with reception?"
}

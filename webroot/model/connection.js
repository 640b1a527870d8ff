import { howItEnded } from "./forwarding.js"
import { callbackWords, count, receiverWords, refusalWords } from "./words.js"

const PATH = "/callbacks/telesign"

/** What TeleSign is to be handed: `{url, text}`; url is null where only those know it who run the relay. */
export function callbackAddress({ callback_url: configured }, { origin, sandbox }) {
  if (configured) return { url: configured, text: callbackWords.configured }
  if (sandbox) return { url: origin + PATH, text: callbackWords.sandbox }
  if (origin.startsWith("https:")) return { url: origin + PATH, text: callbackWords.guessed }
  return { url: null, text: callbackWords.unknown(PATH) }
}

/** Signature failures with what to check: `[{text, check, refusals, last_at}]`. */
export const refusals = ({ refused }) => refused.causes.map((each) => ({ ...each, ...refusalWords(each.cause) }))

/** How a receiver stands: `{text, tone}`. */
export function receiverStand({ pending, last_attempt: last }) {
  const failed = last?.trouble ? howItEnded(last) : null
  if (pending > 0) {
    const waiting = `${pending >= 10_000 ? "At least " : ""}${count(pending, "report")} still to be told`
    return failed ? { text: `${waiting}, the last try: ${failed}`, tone: "bad" } : { text: waiting, tone: "progress" }
  }
  if (failed) return { text: receiverWords.givenUp(failed), tone: "caution" }
  return last ? { text: receiverWords.all, tone: "good" } : { text: receiverWords.never, tone: "idle" }
}

/** What is asked of the relay by what stands in the form: `{message_id}` or `{from}`; null where that cannot be meant. */
export function replayOf({ way, message, from }) {
  if (way === "message") {
    const id = message.trim().toUpperCase()
    return /^[0-9A-F]{32}$/.test(id) ? { message_id: id } : null
  }
  const time = new Date(from)
  return from && !Number.isNaN(time.getTime()) ? { from: time.toISOString() } : null
}

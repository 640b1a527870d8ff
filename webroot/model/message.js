/**
 * A message as the list holds it, in the shape of the API's `Message`. Rows are values: a change makes a new one, so
 * whoever kept the old one still sees what it saw.
 */
import { timeOfId } from "./times.js"
import { channelWords, marks, sendWords, statusWords, unreported } from "./words.js"

const arrived = ({ outcome }) => outcome === "delivered" || outcome === "read"
const negative = ({ outcome }) => outcome === "failed" || outcome === "rejected" || outcome === "blocked"

/** The send states in the order in which they rise; only what certainly was not sent waits again. */
const sendStates = ["accepted", "sending", "unknown", "cancelled", "refused", "sent"]

function raised(send, event) {
  if (event.type === "requeued") return send === "sending" ? "accepted" : send
  const reached = sendStates.includes(event.type) ? event.type : "sent"
  return sendStates.indexOf(reached) > sendStates.indexOf(send) ? reached : send
}

/** The row of a message of which only this event is known so far. */
export function rowOf(event) {
  const { channels = [], ...members } = event.message
  const blank = {
    ...members,
    channels,
    send: "accepted",
    status: { code: 3001, description: "", outcome: "in_progress", final: false },
    channel_status: channels.map((channel) => ({ channel })),
    double_delivery: false,
    sent_here: true,
    seq: 0,
    accepted_at: timeOfId(event.message.id),
    summary: "",
  }
  return afterEvent(blank, event)
}

/** The row after an event; the same row where it had seen the event already. */
export function afterEvent(row, event) {
  if (event.seq <= row.seq) return row
  const shown = event.status && !event.late
  return {
    ...row,
    reference_id: event.message.reference_id ?? row.reference_id,
    send: raised(row.send, event),
    status: shown && !event.channel ? event.status : row.status,
    channel_status: shown && event.channel ? withChannel(row.channel_status, event) : row.channel_status,
    double_delivery: row.double_delivery || event.double_delivery === true,
    stale: row.stale || event.type === "stale",
    seq: event.seq,
    changed_at: event.at,
  }
}

function withChannel(standings, { channel, status }) {
  const known = standings.some((standing) => standing.channel === channel)
  const changed = (standing) => (standing.channel === channel ? { ...standing, status } : standing)
  return known ? standings.map(changed) : [...standings, { channel, status }]
}

/** One badge for each channel, in the order in which TeleSign tries them: `{channel, name, text, tone}`. */
export function channelBadges(message) {
  return message.channel_status.map(({ channel, status }, index) => ({
    channel,
    name: channelWords(channel),
    ...(status ? statusWords(status) : withoutReport(message, index)),
  }))
}

/** TeleSign tries the channels one after another, so the first one it has not reported about may have begun. */
function withoutReport({ send, status, channel_status: standings }, index) {
  if (arrived(status) || standings.some((standing) => standing.status && arrived(standing.status))) {
    return unreported.notNeeded
  }
  if (wasNotSent({ send }) || negative(status)) return unreported.notTried
  const allBeforeFailed = standings.slice(0, index).every((standing) => standing.status && negative(standing.status))
  return send === "sent" && allBeforeFailed ? unreported.begun : unreported.planned
}

/**
 * When TeleSign gives up the channel that is under way for the next one: `{to, at, left}`, with `left` in milliseconds,
 * below 0 once it should have happened; null where no channel waits for that.
 */
export function switching(message, now = Date.now()) {
  if (message.send !== "sent" || isSettled(message)) return null
  const standings = message.channel_status
  const running = standings.findIndex(({ status }) => !status || !negative(status))
  const { status, fallback_deadline: at } = standings[running] ?? {}
  const next = standings[running + 1]
  if (!at || !next || (status && status.outcome !== "in_progress")) return null
  return { to: channelWords(next.channel), at, left: Date.parse(at) - now }
}

/** What there is to say beside the channels: `[{text, tone, filter}]`, with the filter by which others like it are found. */
export function remarks(message) {
  const { send, double_delivery: twice, stale, sent_here: here, reference_taken: taken } = message
  return [
    sendWords(send) && { ...sendWords(send), filter: { name: "send", value: send } },
    twice && { ...marks.arrivedTwice, filter: { name: "double_delivery", value: true } },
    stale && { ...marks.stale, filter: { name: "stale", value: true } },
    here === false && marks.notSentHere,
    taken && marks.referenceTaken,
  ].filter(Boolean)
}

/** Which channels say that the message arrived: `[{name, at}]`. */
export function arrivals(message) {
  return message.channel_status
    .filter(({ status }) => status && arrived(status))
    .map(({ channel, status }) => ({ name: channelWords(channel), at: status.updated_on }))
}

/** Nothing was sent, and nothing will be. */
export const wasNotSent = ({ send }) => send === "refused" || send === "cancelled"

export const isSettled = (message) => wasNotSent(message) || message.status.outcome !== "in_progress"

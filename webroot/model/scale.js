import { isSettled } from "./message.js"
import { isTime } from "./times.js"
import { channelWords, statusWords } from "./words.js"

const SHORTEST = 1000

const ended = ({ outcome }) => outcome !== "in_progress"

/**
 * What happened on a line to scale, or null where nothing began: `{from, to, tracks, reached}`. Places are shares of the
 * line, from 0 to 1. A track is one channel: `{name, text, tone, start, end, from, to, open, switches, marks}` with
 * `switches` where the next channel is, or would have been, tried, and a mark `{at, place, text, tone}` for each report
 * by TeleSign's clock. `reached` are the moments `{at, place}` at which reports reached us.
 */
export function scale(detail, now = Date.now()) {
  const accepted = Date.parse(detail.accepted_at)
  const reports = detail.reports.map((report) => ({ ...report, when: whenOf(report, accepted) }))
  const channels = detail.channel_status
    .map((standing) => spanOf(standing, reports, isSettled(detail) ? undefined : now))
    .filter(Boolean)
  if (channels.length === 0) return null
  const arrivals = reports.filter(({ source }) => source !== "answer").map(({ arrived_at: at }) => Date.parse(at))
  const last = Math.max(
    accepted + SHORTEST,
    ...arrivals,
    ...channels.flatMap(({ from, to, open, deadline }) => [from, to, open ? (deadline ?? to) : to]),
  )
  const place = (time) => Math.min(1, Math.max(0, (time - accepted) / (last - accepted)))
  return {
    from: detail.accepted_at,
    to: new Date(last).toISOString(),
    tracks: channels.map((channel) => trackOf(channel, place, last)),
    reached: [...new Set(arrivals)].map((at) => ({ at: new Date(at).toISOString(), place: place(at) })),
  }
}

/** TeleSign's time, unless it cannot be read or lies before the message was accepted. */
function whenOf({ status, arrived_at: arrived }, accepted) {
  const told = isTime(status.updated_on) ? Date.parse(status.updated_on) : -Infinity
  return told >= accepted ? told : Date.parse(arrived)
}

function spanOf({ channel, status, began_at: began, fallback_deadline: deadline }, reports, now) {
  const own = reports.filter((report) => report.channel === channel)
  const times = own.map(({ when }) => when)
  if (!began && times.length === 0) return null
  const from = began ? Date.parse(began) : Math.min(...times)
  const ends = own.filter((report) => ended(report.status)).map(({ when }) => when)
  const open = ends.length === 0 && now !== undefined
  const to = ends.length > 0 ? Math.min(...ends) : open ? now : Math.max(from, ...times)
  return { channel, status, own, from, to: Math.max(from, to), open, deadline: deadline && Date.parse(deadline) }
}

function trackOf({ channel, status, own, from, to, open, deadline }, place, last) {
  const said = status ? statusWords(status) : { text: "", tone: "progress" }
  return {
    name: channelWords(channel),
    ...said,
    start: place(from),
    end: place(to),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    open,
    switches: deadline && deadline <= last ? { at: new Date(deadline).toISOString(), place: place(deadline) } : null,
    marks: own.map((report) => ({
      at: new Date(report.when).toISOString(),
      place: place(report.when),
      ...statusWords(report.status),
    })),
  }
}

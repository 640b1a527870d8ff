/** Times as people read them, in the viewer's zone. All take what the API gives: RFC 3339 text, or nothing. */

const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" })
const minuteFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" })
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" })
const yearFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" })
const exactFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  timeZoneName: "short",
})

const minutes = (count) => count * 60_000

/** Whether it is a time at all: TeleSign's are sometimes not. */
export const isTime = (text) => !Number.isNaN(Date.parse(text))

/** "14:02:11"; "–" where there is no time. */
export function clock(time) {
  return time ? clockFormat.format(new Date(time)) : "–"
}

/** "14:02" */
export function minute(time) {
  return minuteFormat.format(new Date(time))
}

/** Nothing for today, "21 Nov" for another day of this year, "21 Nov 2025" before. */
export function day(time, now = new Date()) {
  const date = new Date(time)
  if (!time || date.toDateString() === now.toDateString()) return ""
  return (date.getFullYear() === now.getFullYear() ? dayFormat : yearFormat).format(date)
}

/** To the millisecond, with the zone, and in UTC: for hovering over. */
export function exact(time) {
  if (!time) return ""
  const date = new Date(time)
  return `${exactFormat.format(date)} · ${date.toISOString()}`
}

/** "0.4 s", "12 s", "10 min", "2 h 5 min". */
export function duration(milliseconds) {
  const span = Math.abs(milliseconds)
  if (span < 9_950) return `${(span / 1000).toFixed(1).replace(/\.0$/, "")} s`
  if (span < minutes(2)) return `${Math.round(span / 1000)} s`
  if (span < minutes(120)) return `${Math.round(span / minutes(1))} min`
  const rest = Math.round((span % minutes(60)) / minutes(1))
  return `${Math.floor(span / minutes(60))} h${rest ? ` ${rest} min` : ""}`
}

/** When a UUIDv7 was made: its first 48 bits are milliseconds. */
export function timeOfId(id) {
  return new Date(parseInt(id.slice(0, 12), 16)).toISOString()
}

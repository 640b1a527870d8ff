/** Times as people read them, in the zone they chose. All take what the API gives: RFC 3339 text, or nothing. */

const second = { hour: "2-digit", minute: "2-digit", second: "2-digit" }
const date = { day: "numeric", month: "short" }

/** @param timeZone nothing for the viewer's own */
const formatsIn = (timeZone) => {
  const format = (parts) => new Intl.DateTimeFormat("en-GB", { ...parts, timeZone })
  return {
    clock: format(second),
    minute: format({ hour: "2-digit", minute: "2-digit" }),
    day: format(date),
    year: format({ ...date, year: "numeric" }),
    longDay: format({ day: "numeric", month: "long" }),
    longYear: format({ day: "numeric", month: "long", year: "numeric" }),
    exact: format({ ...date, year: "numeric", ...second, fractionalSecondDigits: 3, timeZoneName: "short" }),
  }
}

let formats = formatsIn()

/** From now on times are told in this zone; nothing means the viewer's own. */
export function tellTimesIn(timeZone) {
  formats = formatsIn(timeZone)
}

const minutes = (count) => count * 60_000

/** Whether it is a time at all: TeleSign's are sometimes not. */
export const isTime = (text) => !Number.isNaN(Date.parse(text))

/** "14:02:11"; "–" where there is no time. */
export function clock(time) {
  return time ? formats.clock.format(new Date(time)) : "–"
}

/** "14:02" */
export function minute(time) {
  return formats.minute.format(new Date(time))
}

/** Nothing for today, "21 Nov" for another day of this year, "21 Nov 2025" before. */
export function day(time, now = new Date()) {
  if (!time) return ""
  const told = formats.year.format(new Date(time))
  const today = formats.year.format(now)
  if (told === today) return ""
  return told.slice(-4) === today.slice(-4) ? formats.day.format(new Date(time)) : told
}

/** "14:02 today", "14:02 on 1 October", "14:02 on 1 October 2025": within a sentence. */
export function minuteAndDay(time, now = new Date()) {
  return isSameDay(time, now) ? `${minute(time)} today` : `${minute(time)} on ${longDay(time, now)}`
}

/** "14:02 today", "1 October": from when on something is. */
export function sinceWhen(time, now = new Date()) {
  return isSameDay(time, now) ? `${minute(time)} today` : longDay(time, now)
}

const isSameDay = (time, now) => formats.year.format(new Date(time)) === formats.year.format(now)

function longDay(time, now) {
  const told = formats.longYear.format(new Date(time))
  return told.slice(-4) === formats.longYear.format(now).slice(-4) ? formats.longDay.format(new Date(time)) : told
}

/** The zone in which times are told, by its name. */
export const zone = () => formats.clock.resolvedOptions().timeZone

/** To the millisecond, with the zone, and in UTC: for hovering over. */
export function exact(time) {
  if (!time) return ""
  const date = new Date(time)
  return `${formats.exact.format(date)} · ${date.toISOString()}`
}

/** "12 s ago", "4 min ago"; nothing for what is an hour old or older, or still to come: then the clock says more. */
export function ago(time, now = Date.now()) {
  const age = now - Date.parse(time)
  if (!(age >= 0 && age < minutes(60))) return ""
  return age < minutes(1) ? `${Math.floor(age / 1000)} s ago` : `${Math.floor(age / minutes(1))} min ago`
}

/** "12 ms", "0.4 s", "12 s", "10 min", "2 h 5 min". */
export function duration(milliseconds) {
  const span = Math.abs(milliseconds)
  if (span > 0 && span < 50) return `${Math.ceil(span)} ms`
  if (span < 9_950) return `${(span / 1000).toFixed(1).replace(/\.0$/, "")} s`
  if (span < minutes(2)) return `${Math.round(span / 1000)} s`
  if (span < minutes(120)) return `${Math.round(span / minutes(1))} min`
  const rest = Math.round((span % minutes(60)) / minutes(1))
  return `${Math.floor(span / minutes(60))} h${rest ? ` ${rest} min` : ""}`
}

/** "9:05" or "1:02:11" until something happens: counts down without changing its width much. */
export function countdown(milliseconds) {
  const left = Math.max(0, Math.ceil(milliseconds / 1000))
  const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
  const told = parts[0] ? parts : parts.slice(1)
  return told.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":")
}

/** When a UUIDv7 was made: its first 48 bits are milliseconds. */
export function timeOfId(id) {
  return new Date(parseInt(id.slice(0, 12), 16)).toISOString()
}

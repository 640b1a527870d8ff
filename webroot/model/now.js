/** What operators look at first, made of what the API tells. No figure is made up: what was not read is null. */

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 })
const HOUR = 3_600_000
const whole = new Intl.NumberFormat("en")

/** "1,234"; "–" where it is not known. */
export const count = (number) => (number == null ? "–" : whole.format(number))

/** "97.3%"; "–" where there is nothing to share in. */
export const share = (part, all) => (all ? percent.format(part / all) : "–")

/** Login codes of all countries together, and by country the worst first: `{messages, confirmed, countries}`. */
export function loginCodes({ countries }) {
  const total = (member) => countries.reduce((sum, each) => sum + each[member], 0)
  const missing = ({ messages, confirmed }) => messages - confirmed
  return {
    messages: total("messages"),
    confirmed: total("confirmed"),
    countries: countries.toSorted((a, b) => missing(b) - missing(a)),
  }
}

/** The hour that begins at a time, `{from, to}`. */
export const hourOf = (from) => ({ from, to: later(from, 1) })

export const hourBefore = (from) => ({ from: later(from, -1), to: from })

/** What of a summary's span lies in the hour or the day that begins at a time. */
export function stepOf(begin, { from, to, step }) {
  const end = later(begin, step === "day" ? 24 : 1)
  return { from: latest(begin, from), to: latest(end, to) === end ? to : end }
}

const latest = (one, other) => (Date.parse(one) < Date.parse(other) ? other : one)

const later = (time, hours) => new Date(Date.parse(time) + hours * HOUR).toISOString()

/** The table behind the chart: `[{from, messages, outcomes}]`, every step of the span, also those without messages. */
export function steps({ from, to, step, steps: told }) {
  const byTime = new Map(told.map((each) => [Date.parse(each.from), each]))
  const all = []
  for (let time = begin(from, step); time < Date.parse(to); time = next(time, step)) {
    all.push(byTime.get(time) ?? { from: new Date(time).toISOString(), messages: 0, outcomes: {} })
  }
  return all
}

const begin = (from, step) => {
  const date = new Date(from)
  if (step === "day") date.setUTCHours(0)
  return date.setUTCMinutes(0, 0, 0)
}

const next = (time, step) => time + (step === "day" ? 24 : 1) * HOUR

/** By channel, the one with most messages first: how many, which share arrived, and how long that took. */
export function channelFigures({ channels }) {
  const sum = (outcomes) => Object.values(outcomes).reduce((total, each) => total + each, 0)
  return channels
    .map(({ channel, outcomes, arrival }) => ({
      channel,
      outcomes,
      messages: sum(outcomes),
      arrived: (outcomes.delivered ?? 0) + (outcomes.read ?? 0),
      median: arrival.p50_ms,
      most: arrival.p90_ms,
      nearlyAll: arrival.p99_ms,
    }))
    .toSorted((a, b) => b.messages - a.messages)
}

/** The spans one can choose: `{words, hours}`. */
export const spans = [
  { words: "24 hours", hours: 24 },
  { words: "7 days", hours: 7 * 24 },
  { words: "30 days", hours: 30 * 24 },
]

/**
 * Which messages are asked for: the filters of `GET /api/messages`, with the same meaning. They are combined with and; a
 * name with several values means or.
 */
import { timeOfId } from "./times.js"

const same = (text) => text
const upper = (text) => text.toUpperCase()
const lower = (text) => text.toLowerCase()

/** How values are written, and whether a message has one of them. What is `moving` may change from event to event; what `ages` changes without one. */
const facets = {
  outcome: { write: same, has: ({ status }, values) => values.includes(status.outcome), moving: true },
  code: { write: same, has: ({ status }, values) => values.includes(String(status.code)), moving: true },
  send: { write: same, has: ({ send }, values) => values.includes(send), moving: true },
  double_delivery: flag("double_delivery"),
  stale: flag("stale"),
  held: { ...flag("held"), ages: true },
  overdue: { ...flag("overdue"), ages: true },
  channel_outcome: { write: lower, has: ({ channel_status: standings }, values) => standings.some(shownAs(values)), moving: true },
  channel: { write: lower, has: ({ channels }, values) => channels.some((channel) => values.includes(channel)) },
  message_type: text("message_type", upper),
  country: text("country", upper),
  label: text("label"),
  client: text("client"),
  external_id: text("external_id"),
  reference_id: { write: same, has: (row, values) => references(row).some((each) => values.includes(each)), moving: true },
  message_id: text("id", upper),
  from: { write: moment, has: ({ id }, [from]) => Date.parse(timeOfId(id)) >= Date.parse(from) },
  to: { write: moment, has: ({ id }, [to]) => Date.parse(timeOfId(id)) < Date.parse(to) },
}

/** In a query an unescaped plus, as of an offset, reads as a blank. */
function moment(text) {
  return text.replace(" ", "+")
}

function text(member, write = same) {
  return { write, has: (row, values) => values.includes(row[member]) }
}

function flag(member) {
  return { write: same, has: (row, [value]) => String(row[member] ?? false) === value, moving: true }
}

const shownAs = (values) => ({ channel, status }) => status && values.includes(`${channel}:${status.outcome}`)

const references = ({ reference_id: own, channel_status: standings }) => [
  own,
  ...standings.map(({ status }) => status?.reference_id),
]

/** A value: narrowing it makes another one. */
export class Filter {
  #values

  /** @param values lists of texts, by name */
  constructor(values = {}) {
    this.#values = values
  }

  /** What an address's query asks for. Names that no filter has are not ours. */
  static ofQuery(query) {
    const given = new URLSearchParams(query)
    const values = {}
    for (const [name, { write }] of Object.entries(facets)) {
      const texts = given.getAll(name).flatMap((list) => list.split(",")).map((value) => value.trim()).filter(Boolean)
      if (texts.length > 0) values[name] = texts.map(write)
    }
    return new Filter(values)
  }

  /** "?outcome=failed,blocked"; nothing where nothing is asked. */
  get query() {
    const query = new URLSearchParams(Object.entries(this.#values).map(([name, values]) => [name, values.join(",")]))
    return query.size > 0 ? `?${query}`.replaceAll("%2C", ",") : ""
  }

  get isEmpty() {
    return Object.keys(this.#values).length === 0
  }

  /** `[{name, value}]`, one by one. */
  get parts() {
    return Object.entries(this.#values).flatMap(([name, values]) => values.map((value) => ({ name, value })))
  }

  has(name, value) {
    return this.#values[name]?.includes(String(value)) ?? false
  }

  /** Only with this value of a name. A value with a comma cannot stand in an address: then nothing. */
  only(name, value) {
    const written = String(value)
    return value == null || written.includes(",") ? null : new Filter({ ...this.#values, [name]: [written] })
  }

  /** With this value of a name beside those it has. */
  with(name, value) {
    return new Filter({ ...this.#values, [name]: [...(this.#values[name] ?? []), String(value)] })
  }

  without(name, value) {
    const { [name]: values, ...others } = this.#values
    const rest = values.filter((each) => each !== String(value))
    return new Filter(rest.length > 0 ? { ...others, [name]: rest } : others)
  }

  /** Of what matches, what was accepted up to a time, that millisecond included. */
  until(time) {
    return new Filter({ ...this.#values, to: [new Date(Date.parse(time) + 1).toISOString()] })
  }

  /** Whether messages come to match, or no longer do, without an event that says so. */
  get ages() {
    return Object.keys(this.#values).some((name) => facets[name].ages)
  }

  matches(row) {
    return Object.entries(this.#values).every(([name, values]) => facets[name].has(row, values))
  }

  /** Whether an event alone, of which `row` is made, tells whether its message matches. */
  isToldBy(event) {
    return event.type === "accepted" || Object.keys(this.#values).every((name) => !facets[name].moving)
  }

  /**
   * Whether a message that did not match may do so since an event, of which `row` is made: what the event tells matches,
   * and something of it is new. What the event does not tell has to be read.
   */
  mayMatchSince(event, row) {
    const asked = Object.entries(this.#values)
    const told = asked.filter(([name]) => !facets[name].moving || tells(name, event))
    return told.some(([name]) => facets[name].moving) && told.every(([name, values]) => facets[name].has(row, values))
  }
}

/** Whether an event can change what a filter of this name looks at. */
function tells(name, event) {
  switch (name) {
    case "outcome":
    case "code":
      return Boolean(event.status) && !event.channel && !event.late
    case "channel_outcome":
      return Boolean(event.status) && Boolean(event.channel) && !event.late
    case "double_delivery":
      return event.double_delivery === true
    case "stale":
      return event.type === "stale"
    default:
      return true
  }
}

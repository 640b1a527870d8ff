import { recipientsIn } from "./recipients.js"
import { holds, mayBeOwn, OWN, parametersOf, templates } from "./templates.js"
import { mistakeWords } from "./send-words.js"

/**
 * What stands in the form before it is sent: a plain value, of texts as they are typed. Its request is TeleSign's.
 *
 * - `to`: who it goes to, one or many; see model/recipients.js
 * - `steps`: the channels in the order to try: `{channel, wait, template, values}`; a template of one's own has its
 *   `name`, and its parameters as lines `name=value` in `own`
 * - `more`: members that are rarely used, by their name in the request; `label` is the relay's own
 */

/** TeleSign's own example: a picture by MMS, and a text where nobody confirms it within ten minutes. */
export const example = Object.freeze({
  to: "15558675309",
  type: "MKT",
  reference: "order-42",
  steps: [
    { channel: "mms", wait: "600", template: "image", values: { url: "https://example.com/sale.jpg" } },
    { channel: "sms", wait: "300", template: "text", values: { text: "Sale today: 20% off everything until midnight." } },
  ],
  more: {},
})

const LARGEST_REQUEST = 10_240
const LONGEST_REFERENCE = 100
/** What a tab may keep of a batch. */
const MOST_RECIPIENTS = 10_000

export const moreFields = ["sender_id", "label", "callback_url", "originating_ip", "account_lifecycle_event"]
export const lifecycleEvents = ["create", "sign-in", "transact", "update", "delete"]

/** A channel as it is when it has just been added. */
export function newStep(channel) {
  const [template = OWN] = Object.keys(templates[channel])
  return { channel, wait: "300", template, values: {} }
}

export const unusedChannels = ({ steps }) =>
  Object.keys(templates).filter((channel) => !steps.some((step) => step.channel === channel))

/** The request to the first of the recipients. */
export function requestOf(draft) {
  const { label, ...members } = Object.fromEntries(Object.entries(draft.more).filter(([, value]) => value))
  return {
    channels: draft.steps.map(({ channel, wait }, index) =>
      index < draft.steps.length - 1 ? { channel, fallback_time: Number(wait) } : { channel },
    ),
    recipient: recipientsIn(draft.to).recipients[0] ?? {},
    message: Object.fromEntries(draft.steps.map((step) => [step.channel, messageOf(step)])),
    message_type: draft.type,
    ...(draft.reference && { external_id: draft.reference }),
    ...members,
    ...(label && { omnirelay: { label } }),
  }
}

function messageOf(step) {
  if (step.template === OWN) return { template: step.name ?? "", parameters: ownParameters(step) }
  const given = parametersOf(step).map(({ name }) => [name, step.values[name] ?? ""])
  return { template: step.template, parameters: Object.fromEntries(given.filter(([, value]) => value !== "")) }
}

const linesOf = ({ own = "" }) => own.split("\n").filter((line) => line.trim())

const ownParameters = (step) =>
  Object.fromEntries(linesOf(step).map((line) => [line.split("=", 1)[0].trim(), line.slice(line.indexOf("=") + 1)]))

/**
 * The draft that says what an earlier request said; nothing for a login code, or where the form does not know a channel.
 * What the reader may not see is left to fill in.
 */
export function draftOf({ request, message_type: type, label }) {
  const planned = request?.channels
  if (!Array.isArray(planned) || type === "OTP") return undefined
  const steps = planned.map(({ channel, fallback_time: wait = 300 }) =>
    stepOf(channel, wait, request.message?.[channel] ?? request.message?.default),
  )
  if (steps.length === 0 || steps.includes(undefined)) return undefined
  const { phone_number: number = request.phone_number, email } = request.recipient ?? {}
  const more = Object.fromEntries(moreFields.map((name) => [name, shown(name === "label" ? label : request[name])]))
  return {
    to: [shown(number), shown(email)].filter(Boolean).join(" "),
    type,
    reference: shown(request.external_id),
    steps,
    more: Object.fromEntries(Object.entries(more).filter(([, value]) => value)),
  }
}

function stepOf(channel, wait, { template, parameters = {} } = {}) {
  if (!Object.hasOwn(templates, channel) || typeof template !== "string") return undefined
  const step = { channel, wait: String(wait) }
  const values = Object.fromEntries(Object.entries(parameters ?? {}).map(([name, value]) => [name, shown(value)]))
  if (Object.hasOwn(templates[channel], template)) return { ...step, template, values }
  const own = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return mayBeOwn(channel) ? { ...step, template: OWN, name: template, values: {}, own: own.join("\n") } : undefined
}

/** A value as it was given; empty where the relay has put dots in its place. */
const shown = (value) => (value == null || String(value).includes("•••") ? "" : String(value))

/** What TeleSign would refuse, by the id of its field, before anything is sent. */
export function mistakesIn(draft) {
  const found = { ...mistakesInTo(draft), ...mistakesInSteps(draft) }
  if (!new RegExp(`^[\\x00-\\x7f]{0,${LONGEST_REFERENCE}}$`).test(draft.reference)) found.reference = mistakeWords.reference
  if (draft.more.callback_url && !/^https?:\/\/\S+$/.test(draft.more.callback_url)) found.callback_url = mistakeWords.url
  const size = new TextEncoder().encode(JSON.stringify(requestOf(draft))).length
  if (size > LARGEST_REQUEST) found.size = mistakeWords.size(size)
  return found
}

function mistakesInTo({ to, steps }) {
  const { recipients, wrong } = recipientsIn(to)
  if (wrong.length > 0) return { to: mistakeWords.recipients(wrong) }
  if (recipients.length === 0) return { to: mistakeWords.nobody }
  if (recipients.length > MOST_RECIPIENTS) return { to: mistakeWords.tooMany(MOST_RECIPIENTS) }
  const byNumber = steps.some(({ channel }) => channel !== "email")
  const byEmail = steps.some(({ channel }) => channel === "email")
  if (byNumber && !recipients.every((each) => each.phone_number)) return { to: mistakeWords.noNumber }
  return byEmail && !recipients.every((each) => each.email) ? { to: mistakeWords.noEmail } : {}
}

function mistakesInSteps({ steps }) {
  if (steps.length === 0) return { channels: mistakeWords.noChannel }
  return Object.assign({}, ...steps.map((step, index) => mistakesInStep(step, index === steps.length - 1)))
}

function mistakesInStep(step, isLast) {
  const wait = Number(step.wait)
  const id = (name) => fieldId(step.channel, name)
  return {
    ...(!isLast && !(Number.isInteger(wait) && wait >= 30 && wait <= 3600) && { [id("wait")]: mistakeWords.wait }),
    ...Object.fromEntries(
      parametersOf(step)
        .filter((parameter) => !holds(parameter, step.values[parameter.name] ?? ""))
        .map(({ name, kind }) => [id(name), mistakeWords[kind]]),
    ),
    ...(step.template === OWN && !step.name?.trim() && { [id("name")]: mistakeWords.name }),
    ...(step.template === OWN && linesOf(step).some((line) => !/^[^=\s]+=/.test(line)) && { [id("own")]: mistakeWords.own }),
  }
}

/** The id of a field of a channel's. */
export const fieldId = (channel, name) => `${channel}-${name}`

/** The field of the form that a code of TeleSign's is about. */
const fieldOfCode = new Map([
  [3101, "to"],
  [3302, "to"],
  [3102, "type"],
  [3304, "type"],
  [3103, "reference"],
  [3104, "account_lifecycle_event"],
  [3105, "originating_ip"],
  [3106, "callback_url"],
  [3203, "callback_url"],
  [3113, "channels"],
  [3300, "channels"],
  [3301, "channels"],
  [3116, "size"],
])

export const fieldOf = (code) => fieldOfCode.get(code)

/** A request as a line for a shell. */
export function curlLine(request, { address, credentials }) {
  const user = credentials ? quoted(credentials) : '"$CLIENT_ID:$CLIENT_KEY"'
  return [
    `curl ${address}`,
    `-u ${user}`,
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(request))}`,
  ].join(" \\\n  ")
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`

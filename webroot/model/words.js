/**
 * The words people read about messages, and the tone of each outcome. A tone is one colour of style/badge.css:
 * idle, progress, good, caution or bad.
 */

/** Look-ups go through here, so that a value like "constructor" finds nothing. */
export const find = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined)

export const fields = {
  accepted: "Accepted",
  channels: "Channels tried",
  client: "Sent by",
  country: "Country",
  email: "To",
  label: "Label",
  phone: "To",
  price: "Price",
  reference: "Your reference",
  sender: "Sender",
  telesignReference: "TeleSign reference",
  type: "Type",
}

const channels = { email: "Email", mms: "MMS", rcs: "RCS", sms: "SMS", viber: "Viber", whatsapp: "WhatsApp" }

export const channelWords = (channel) => find(channels, channel) ?? channel

export const messageTypes = { OTP: "Login code", ARN: "Alert", MKT: "Marketing" }

export const typeWords = (type) => find(messageTypes, type) ?? type ?? "Unknown type"

const outcomes = {
  in_progress: { text: "In progress", tone: "progress" },
  delivered: { text: "Confirmed on phone", tone: "good" },
  read: { text: "Read", tone: "good" },
  failed: { text: "Failed", tone: "bad" },
  rejected: { text: "Not accepted", tone: "bad" },
  blocked: { text: "Blocked", tone: "bad" },
  unconfirmed: { text: "Sent, no receipt available", tone: "caution" },
}

export const outcomeWords = (outcome) => find(outcomes, outcome) ?? { text: outcome, tone: "idle" }

/** What is called a failure where failures are counted. */
export const failures = ["failed", "rejected", "blocked"]

/** As charts and tables show them: what went well first. */
export const outcomesInOrder = ["read", "delivered", "unconfirmed", "in_progress", "failed", "rejected", "blocked"]

/** Codes that deserve better words than their outcome's; they count only together with that outcome. */
const codes = {
  3001: { outcome: "in_progress", text: "Accepted by TeleSign" },
  3002: { outcome: "in_progress", text: "With the carrier" },
  3039: { outcome: "unconfirmed", text: "TeleSign could not tell" },
  3040: { outcome: "in_progress", text: "Waiting at the carrier" },
  3056: { outcome: "failed", text: "No confirmation in time", tone: "caution" },
}

/** What a person may choose about how the page looks. */
export const displayWords = {
  title: "Appearance and times",
  theme: { title: "Colours", system: "As the system", light: "Light", dark: "Dark" },
  zone: { title: "Times", local: "In my zone", utc: "In UTC" },
}

/** What a list can be filtered by: the name, and how a value reads. */
const filters = {
  outcome: ["Result", (value) => outcomeWords(value).text],
  code: ["Code", (value) => value],
  send: ["Sending", (value) => find(sending, value)?.text ?? "Taken by TeleSign"],
  double_delivery: [null, (value) => (value === "true" ? marks.arrivedTwice.text : "Did not arrive twice")],
  stale: [null, (value) => (value === "true" ? marks.stale.text : "TeleSign told how it ended")],
  held: [null, (value) => (value === "true" ? "Held back" : "Not held back")],
  overdue: [null, (value) => (value === "true" ? "Waiting for a report longer than usual" : "Not overdue")],
  channel_outcome: ["On a channel", shownOnChannel],
  channel: ["Channel", (value) => channelWords(value)],
  message_type: ["Type", (value) => typeWords(value)],
  country: [fields.country, (value) => value],
  label: [fields.label, (value) => value],
  client: [fields.client, (value) => value],
  external_id: [fields.reference, (value) => value],
  reference_id: [fields.telesignReference, (value) => value],
  message_id: ["Message", (value) => value],
  from: ["From", (value) => value],
  to: ["Before", (value) => value],
}

function shownOnChannel(value) {
  const [channel, outcome] = value.split(":")
  return `${channelWords(channel)} ${outcomeWords(outcome).text}`
}

/** What is asked by one value of a filter: `{name, text}`; a flag has no name. */
export function filterWords({ name, value }) {
  const [title, text] = filters[name]
  return { name: title, text: text(value) }
}

/** Why nothing can be filtered by what is asked: `field` is the name of a filter. */
export function filterRefused({ field, message }) {
  const [title] = find(filters, field) ?? []
  return `${title ?? field ?? "Filter"}: ${message}`
}

/** What the filter's menu offers. */
export const filterChoices = {
  outcome: outcomesInOrder,
  message_type: Object.keys(messageTypes),
  channel: Object.keys(channels),
}

/** What a status says: `{text, tone}`. */
export function statusWords({ code, outcome }) {
  const general = outcomeWords(outcome)
  const special = find(codes, code)
  return special?.outcome === outcome ? { ...general, ...special } : general
}

/** What is said of a channel that TeleSign has not reported about. */
export const unreported = {
  planned: { text: "Planned", tone: "idle" },
  begun: { text: "Accepted by TeleSign", tone: "progress" },
  notNeeded: { text: "Not needed", tone: "idle" },
  notTried: { text: "Not tried", tone: "idle" },
}

/** What becomes of the channel that is under way if nothing is heard of it. */
export const switchWords = {
  at: (channel, time) => `Switches to ${channel} at ${time}`,
  left: (minutes) => `in ${minutes}`,
  due: (channel, time) => `Should have switched to ${channel} at ${time}`,
}

/** What is said of the sending, where the channels do not say it already. */
const sending = {
  accepted: { text: "Waiting to be sent", tone: "progress" },
  sending: { text: "Being sent to TeleSign", tone: "progress" },
  unknown: { text: "Not known whether TeleSign took it", tone: "caution" },
  cancelled: { text: "Cancelled, nothing was sent", tone: "bad" },
  refused: { text: "Refused, nothing was sent", tone: "bad" },
}

export const sendWords = (state) => find(sending, state)

export const marks = {
  arrivedTwice: { text: "Arrived twice", tone: "caution" },
  late: { text: "Late report, result unchanged", tone: "idle" },
  notSentHere: { text: "Not sent through this relay", tone: "idle" },
  stale: { text: "TeleSign never told how it ended", tone: "caution" },
  referenceTaken: { text: "TeleSign gave it another message's reference", tone: "caution" },
}

const steps = {
  accepted: "Taken from the application and written down",
  sending: "Sent to TeleSign",
  requeued: "Nothing was sent, so it waits again",
  sent: "TeleSign took it",
  refused: "Refused, nothing was sent",
  cancelled: "Cancelled, nothing was sent",
  unknown: "TeleSign's answer was lost",
  bound: "An earlier report turned out to be about this message",
  reply: "The recipient answered",
  stale: "TeleSign never told how it ended and can be asked no more",
}

export const stepWords = (type) => find(steps, type) ?? type

const sources = {
  answer: "TeleSign answered",
  callback: "TeleSign reported",
  look_up: "TeleSign said when asked",
}

export const sourceWords = (source) => find(sources, source) ?? source

const verdicts = {
  status: "Status report",
  reply: "Reply of the recipient",
  other: "Report of another product",
  quarantined: "Report we could not read",
}

export const verdictWords = (verdict) => find(verdicts, verdict) ?? verdict

const checks = {
  address: "Address",
  dns: "Name (DNS)",
  connection: "Connection",
  certificate: "Certificate",
  status: "Answer",
  headers: "Headers",
  body: "Body",
  time: "Time",
  get_with_body: "GET with a body",
}

/** What a check of the callback address looked at. */
export const checkWords = (check) => find(checks, check) ?? check

export const verdictMarks = {
  good: { text: "Good", tone: "good" },
  warning: { text: "To know", tone: "caution" },
  bad: { text: "Not good", tone: "bad" },
}

const connection = {
  connecting: { text: "Connecting", tone: "idle" },
  catching_up: { text: "Catching up", tone: "progress" },
  live: { text: "Live", tone: "good" },
  reconnecting: { text: "Reconnecting", tone: "caution" },
  offline: { text: "Offline", tone: "bad" },
}

export const connectionWords = (state) => connection[state]

/** Of the two links that the light stands for: the page's to the relay, and TeleSign's. */
export const linkWords = {
  title: "Connection, in detail",
  page: "This page and the relay",
  telesign: "TeleSign and the relay",
  behind: (events) => `, ${events.toLocaleString("en")} behind`,
  silent: { text: "TeleSign silent", tone: "caution" },
  unknown: { text: "TeleSign's link not known", tone: "caution" },
  awaited: { text: "A report is awaited", tone: "good" },
  quiet: { text: "No report is awaited", tone: "good" },
  never: { text: "TeleSign has not called back yet", tone: "idle" },
  usual: (time) => `Nine of ten reports that are awaited come within ${time}.`,
  usualUnknown: "Too few reports came to say how long they usually take.",
  silence:
    "Reports are awaited and none has come for much longer than usual. Messages are still sent; what became of them is learnt when TeleSign reports or is asked.",
  away: "The relay cannot read its database just now, so it cannot tell.",
}

/** What does not fit together. */
export const odd = {
  arrivedTwice: (ways) =>
    `The recipient got it more than once: ${ways}. A receipt came after TeleSign had already switched.`,
  afterAll: (channel, at) => `TeleSign had given ${channel} up, and then reported at ${at} that it had arrived on it.`,
  foundByAsking: "TeleSign's report never reached us: what is shown was learnt by asking.",
  wrongClock: "TeleSign gave a time before the message existed, so the time of the report's arrival is used instead.",
  referenceTaken: "TeleSign gave this message a reference that an earlier one already had: reports may be mixed up.",
}

/** Whether an application was told. */
export const told = {
  all: (at) => `Was told everything, last at ${at}`,
  givenUp: "Could not be told; nothing is tried any more",
  open: (reports, why, next) =>
    [
      `${count(reports, "report")} still to be told`,
      why && `the last try: ${why}`,
      next && `next try at ${next}`,
    ]
      .filter(Boolean)
      .join(", "),
  answered: (status) => `answered ${status}`,
  nobody: "No try is on record: no address is set up for this message, or it was more than a week ago.",
}

/** What the callback address is good for. */
export const callbackWords = {
  configured: "TeleSign is given it with every request. Hand it to TeleSign's support too, for replies and other callbacks.",
  sandbox: "The sandbox calls it by itself: nothing is to be done. TeleSign needs one that the internet reaches.",
  guessed:
    "Hand it to TeleSign's support as Transaction Callback URL, if this is the name by which the internet reaches the relay.",
  unknown: (path) =>
    `Hand TeleSign's support the https address by which the internet reaches the relay; it ends with ${path}.`,
}

const refused = {
  missing: {
    text: "No signature",
    check:
      "Somebody other than TeleSign calls, or a proxy drops the headers Authorization and X-TS-Authorization. The check of the callback URL says which headers arrive.",
  },
  malformed: {
    text: "Signature not as TeleSign writes it",
    check: "A proxy may put its own credentials into Authorization. Let it pass that header on as it came.",
  },
  unknown_customer: {
    text: "Another Customer ID",
    check:
      "Compare telesign.customer-id with the Customer ID in TeleSign's portal. Callbacks of another account belong to a relay of its own.",
  },
  wrong_signature: {
    text: "Signature does not fit the body",
    check:
      "Compare the API key with TeleSign's portal, and add keys of other products under callback.keys. If they are right, a proxy changes the body: the check of the callback URL compares it byte by byte.",
  },
}

/** Why a callback was refused, and what to check: `{text, check}`. */
export const refusalWords = (cause) => find(refused, cause) ?? { text: cause, check: "" }

/** Of those who are told what happens. */
export const receiverWords = {
  all: "Was told everything",
  never: "Nothing was to be told yet",
  givenUp: (why) => `Nothing waits; the last try: ${why}`,
  replayed: (deliveries) =>
    deliveries === 0 ? "There was nothing to tell again." : `${count(deliveries, "report")} will be told again.`,
}

const media = { image: "picture", video: "video", audio: "recording", file: "file" }

/** What lies at the address that a template shows. */
export const mediaWords = (template) => find(media, template) ?? "address"

/** Why what was sent is not shown. */
export const unseen = {
  code: "The text of a login code is shown to nobody.",
  hidden: "Texts are shown only to people who may see whole numbers.",
  erased: "What was sent is not kept any more.",
  elsewhere: "It was not sent through this relay, so what it said is not known here.",
}

/** `count(1, "message")` is "1 message", `count(1200, "message")` "1,200 messages". */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`
}

/** `list(["a", "b", "c"])` is "a, b and c". */
export const list = (words) => new Intl.ListFormat("en").format(words)

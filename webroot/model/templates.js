/**
 * TeleSign's templates by channel, and what each one's parameters may hold (TeleSign's OpenAPI document, send): `text`,
 * `line` for a text without line breaks, `url`, `phone`, `latitude`, `longitude`. What ends in `?` may be left out.
 * Templates of one's own are beside these; see `mayBeOwn`.
 */
const text = { text: "text" }
const file = { url: "url" }
const place = { latitude: "latitude", longitude: "longitude" }
const code = {}
const link = { url: "url", url_text: "line", url_payload: "line" }
const call = { dial_text: "line", phone_number_to_dial: "phone", dial_payload: "line" }
const header = { header_url: "url" }
const viberText = { text: "text", reply_id: "line?" }

function replies(count) {
  const buttons = Array.from({ length: count }, (_, index) => index + 1)
  const each = buttons.flatMap((n) => [[`button_text_${n}`, "line"], [`button_payload_${n}`, "line"]])
  return { ...text, ...Object.fromEntries(each) }
}

const card = (action) => ({ media_url: "url", ...action })

export const templates = {
  sms: { text, telesign_otp: code },
  mms: { image: file, video: file, audio: file },
  rcs: {
    text,
    media: file,
    file,
    location: place,
    url_action: { ...text, ...link },
    dial_action: { ...text, ...call },
    "2_suggested_replies": replies(2),
    "3_suggested_replies": replies(3),
    rc_url_action_vertical: card(link),
    rc_url_action_horizontal: card(link),
    rc_dial_action_vertical: card(call),
    rc_dial_action_horizontal: card(call),
    telesign_otp: code,
  },
  whatsapp: {
    text,
    image: header,
    video: header,
    audio: header,
    file: { ...header, file_name: "line?" },
    location: place,
  },
  viber: {
    text: viberText,
    text_session: viberText,
    image: file,
    image_session: file,
    url_action: { ...text, url: "url", url_text: "line", url_id: "line" },
    video: file,
    text_video: { ...text, url: "url", url_thumbnail: "url" },
    url_action_video: { ...text, url: "url", button_text: "line?", open_url: "url?" },
    otp_verify: { otp_code: "line", language: "line?" },
    telesign_otp: code,
  },
  email: {},
}

/** In a draft, the name of a template that one's own account has. */
export const OWN = "own"

/** Whether the account may have templates of its own for a channel. */
export const mayBeOwn = (channel) => channel !== "mms"

/** `[{name, kind, required}]` of a template; nothing is known of one's own. */
export function parametersOf({ channel, template }) {
  const parameters = Object.entries(templates[channel]?.[template] ?? {})
  return parameters.map(([name, kind]) => ({ name, kind: kind.replace("?", ""), required: !kind.endsWith("?") }))
}

const number = (limit) => (value) => value !== "" && Math.abs(Number(value)) <= limit

const checks = {
  text: (value) => value.trim() !== "",
  line: (value) => value.trim() !== "" && !/[\r\n]/.test(value),
  url: (value) => /^https?:\/\/\S+$/.test(value),
  phone: (value) => /^\+?\d{3,15}$/.test(value),
  latitude: number(90),
  longitude: number(180),
}

/** Whether a parameter may hold a value. */
export const holds = ({ kind, required }, value) => (value === "" ? !required : checks[kind](value))

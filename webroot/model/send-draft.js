/** What stands in the form before it is sent: a plain value. Its request is TeleSign's. */

/** TeleSign's own example: a picture by MMS, and a text where nobody confirms it within ten minutes. */
export const example = Object.freeze({
  number: "15558675309",
  type: "MKT",
  reference: "order-42",
  picture: "https://example.com/sale.jpg",
  wait: "600",
  text: "Sale today: 20% off everything until midnight.",
})

export function requestOf(draft) {
  return {
    channels: [{ channel: "mms", fallback_time: Number(draft.wait) }, { channel: "sms" }],
    recipient: { phone_number: draft.number },
    message: {
      mms: { template: "image", parameters: { url: draft.picture } },
      sms: { template: "text", parameters: { text: draft.text } },
    },
    message_type: draft.type,
    ...(draft.reference && { external_id: draft.reference }),
  }
}

/**
 * The draft that says what an earlier request said; nothing where the form cannot say it, or where the reader may not see
 * it. A number that may not be seen is left for her to fill in.
 */
export function draftOf({ request, message_type: type }) {
  const [mms, sms, ...more] = request?.channels ?? []
  const picture = request?.message?.mms?.parameters?.url
  const text = request?.message?.sms?.parameters?.text
  const sayable = mms?.channel === "mms" && sms?.channel === "sms" && more.length === 0 && isShown(picture) && isShown(text)
  if (!sayable || type === "OTP" || request.message.mms.template !== "image") return undefined
  const number = request.recipient?.phone_number ?? ""
  return {
    number: /^\d+$/.test(number) ? number : "",
    type,
    reference: request.external_id ?? "",
    picture,
    wait: String(mms.fallback_time ?? 300),
    text,
  }
}

const isShown = (value) => typeof value === "string" && value !== "•••"

/** What TeleSign would refuse, by field, before anything is sent. */
export function mistakesIn(draft) {
  const wait = Number(draft.wait)
  return {
    ...(!/^\d{7,15}$/.test(draft.number) && {
      number: "Digits only, beginning with the country code, such as 15558675309.",
    }),
    ...(!/^[\x20-\x7e]{0,100}$/.test(draft.reference) && {
      reference: "At most 100 characters, and only plain ASCII ones.",
    }),
    ...(!/^https?:\/\/\S+$/.test(draft.picture) && {
      picture: "A public address that begins with https://, from where TeleSign fetches the picture.",
    }),
    ...((!Number.isInteger(wait) || wait < 30 || wait > 3600) && { wait: "Between 30 and 3600 seconds." }),
    ...(!draft.text.trim() && { text: "The text to send." }),
  }
}

/** The field of the form that a code of TeleSign's is about. */
const fieldOfCode = new Map([
  [3101, "number"],
  [3102, "type"],
  [3103, "reference"],
  [3302, "number"],
  [3304, "type"],
])

export const fieldOf = (code) => fieldOfCode.get(code)

/** The same request as a line for a shell. */
export function curlLine(draft, { address, credentials }) {
  const user = credentials ? quoted(credentials) : '"$CLIENT_ID:$CLIENT_KEY"'
  return [
    `curl ${address}`,
    `-u ${user}`,
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(requestOf(draft)))}`,
  ].join(" \\\n  ")
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`

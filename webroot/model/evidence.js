/** What one hands to TeleSign's support, or keeps. */

/** TeleSign answers look-ups so long after a message was processed. */
const ASKABLE = 12 * 3_600_000

/** Until when TeleSign can be asked about a message. */
export function askableUntil({ accepted_at: accepted, channel_status: channels }) {
  const began = channels.map(({ began_at: at }) => at).find(Boolean) ?? accepted
  return new Date(Date.parse(began) + ASKABLE).toISOString()
}

/** All that is known of a message as one file: `{name, text}`. */
export function evidenceFile(detail, now = new Date()) {
  const reference = (detail.reference_id ?? detail.id).replaceAll(/[^\w.-]/g, "_")
  return {
    name: `omnirelay-${reference}.json`,
    text: `${JSON.stringify({ saved_at: now.toISOString(), message: detail }, null, 2)}\n`,
  }
}

/** "0.0050 USD", as TeleSign told it last; nothing where it did not. It stands at the top or in a part of the callback. */
export function priceOf({ callbacks }) {
  return callbacks.map(({ body }) => priceIn(parsed(body))).findLast(Boolean)
}

function priceIn(value) {
  if (value === null || typeof value !== "object") return undefined
  const { price, currency } = value
  if (typeof price === "string" || typeof price === "number") return [price, currency].filter(Boolean).join(" ")
  return Object.values(value).map(priceIn).findLast(Boolean)
}

function parsed(body) {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

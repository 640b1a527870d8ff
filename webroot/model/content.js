import { channelWords } from "./words.js"

/** What stands in place of what the reader may not see. */
const HIDDEN = "•••"

const asObject = (value) => (value !== null && typeof value === "object" ? value : {})

/**
 * What was sent on each channel, as far as one may see it: `[{channel, template, parts}]`. A part is `{text}`,
 * `{link, host}` for something that lies at another host, or `{name, text}` for a template's other values.
 */
export function contents({ request }) {
  const { channels, message } = asObject(request)
  const messages = asObject(message)
  const names = Array.isArray(channels) ? channels.map((planned) => asObject(planned).channel) : Object.keys(messages)
  return names
    .map((name) => ({ name, said: asObject(messages[name] ?? messages.default) }))
    .filter(({ said }) => said.template)
    .map(({ name, said }) => ({
      channel: channelWords(name),
      template: said.template,
      parts: Object.entries(asObject(said.parameters)).flatMap(partOf),
    }))
}

/** Whether there is something that the reader may not see. */
export const isHidden = ({ request }) => JSON.stringify(asObject(request).message ?? {}).includes(`"${HIDDEN}"`)

function partOf([name, value]) {
  const text = typeof value === "string" ? value : JSON.stringify(value)
  if (text === HIDDEN) return []
  const host = hostOf(text)
  if (host) return [{ link: text, host }]
  return [name === "text" ? { text } : { name, text }]
}

function hostOf(text) {
  try {
    const { protocol, host } = new URL(text)
    return protocol === "https:" || protocol === "http:" ? host : null
  } catch {
    return null
  }
}

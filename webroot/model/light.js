import { duration } from "./times.js"
import { connectionWords, linkWords } from "./words.js"

/** How long ago something of the relay's clock was, told by a clock of our own: `heardAt` is when the relay said `at`. */
const age = (time, { at, heardAt }, now) => Date.parse(at) - Date.parse(time) + now - heardAt

/**
 * What the light says: `{text, more, tone, since}`; `more` goes on where `text` ends, and changes from second to second. TeleSign's silence is
 * told where our own link is good: what is not heard over a broken one proves nothing.
 *
 * @param link the state of net/feed-connection.js
 * @param telesign what it heard last of TeleSign's link; null where that is not known
 */
export function lightOf(link, telesign, now = Date.now()) {
  const since = new Date(link.since).toISOString()
  const words = connectionWords(link.name)
  if (link.name === "catching_up") return { ...words, since, more: link.behind ? linkWords.behind(link.behind) : "" }
  if (link.name !== "live" || telesign === undefined) return { ...words, since, more: "" }
  if (telesign === null) return { ...linkWords.unknown, since, more: "" }
  if (!telesign.silent) return { ...words, since, more: "" }
  return { ...linkWords.silent, since: telesign.awaited_since, more: silence(telesign, now) }
}

function silence(telesign, now) {
  const lasting = ` for ${duration(age(telesign.awaited_since, telesign, now))}`
  return telesign.usual_ms == null ? lasting : `${lasting} (usually ${duration(telesign.usual_ms)})`
}

/** TeleSign's way to the relay as a sentence: `{text, tone, since}`. */
export function telesignLink(telesign) {
  if (!telesign) return { ...linkWords.unknown, since: null }
  const { silent, awaited_since: awaited, last_report: last } = telesign
  if (silent) return { ...linkWords.silent, since: awaited }
  if (awaited) return { ...linkWords.awaited, since: awaited }
  return { ...(last ? linkWords.quiet : linkWords.never), since: last }
}

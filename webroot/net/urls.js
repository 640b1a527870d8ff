/** Every address the page knows: those of the relay, and its own. */

const part = encodeURIComponent

export const api = {
  session: "/api/session",
  messages: "/api/messages",
  search: "/api/messages/search",
  message: (id) => `/api/messages/${part(id)}`,
  lookUp: (id) => `/api/messages/${part(id)}/look-up`,
  codes: "/api/codes",
  now: "/api/now",
  summary: "/api/summary",
  callbackCheck: "/api/callback-check",
  send: "/v1/omnichannel",
  feed: "/api/feed",
}

export const pages = {
  list: "/",
  send: "/send",
  connection: "/connection",
  now: "/now",
  find: "/find",
  filtered: (filter) => `/?${new URLSearchParams(filter)}`,
  /** @param query what the list beside it is filtered by, "?outcome=failed" */
  message: (id, query = "") => `/messages/${part(id)}${query}`,
}

/** Which view a path asks for: `{view: "list" | "send" | "connection" | "now" | "message", id}`. */
export function viewOf(path) {
  const [, folder, id] = path.split("/")
  if (folder === "messages" && id) return { view: "message", id: decoded(id) }
  const named = ["send", "connection", "now"].find((view) => pages[view] === path)
  return { view: named ?? "list" }
}

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function feedAddress(origin) {
  return origin.replace(/^http/, "ws") + api.feed
}

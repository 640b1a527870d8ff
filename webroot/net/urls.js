/** Every address the page knows: those of the relay, and its own. */

const part = encodeURIComponent

export const api = {
  session: "/api/session",
  messages: "/api/messages",
  search: "/api/messages/search",
  message: (id) => `/api/messages/${part(id)}`,
  lookUp: (id) => `/api/messages/${part(id)}/look-up`,
  codes: "/api/codes",
  callbackCheck: "/api/callback-check",
  send: "/v1/omnichannel",
  feed: "/api/feed",
}

export const pages = {
  list: "/",
  send: "/send",
  connection: "/connection",
  message: (id) => `/messages/${part(id)}`,
}

/** Which view a path asks for: `{view: "list" | "send" | "connection" | "message", id}`. */
export function viewOf(path) {
  const [, folder, id] = path.split("/")
  if (folder === "messages" && id) return { view: "message", id: decoded(id) }
  const named = ["send", "connection"].find((view) => pages[view] === path)
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

/** Every address the page knows: those of the relay, and its own. */

const part = encodeURIComponent

export const api = {
  session: "/api/session",
  messages: "/api/messages",
  search: "/api/messages/search",
  find: "/api/find",
  recipient: (token) => `/api/recipients/${part(token)}`,
  message: (id) => `/api/messages/${part(id)}`,
  lookUp: (id) => `/api/messages/${part(id)}/look-up`,
  codes: "/api/codes",
  now: "/api/now",
  summary: "/api/summary",
  callbackCheck: "/api/callback-check",
  connection: "/api/connection",
  quarantine: "/api/quarantine",
  receivers: "/api/receivers",
  attempts: (receiver, cursor) => `/api/receivers/${part(receiver)}/attempts${cursor ? `?cursor=${part(cursor)}` : ""}`,
  replay: (receiver) => `/api/receivers/${part(receiver)}/replay`,
  send: "/v1/omnichannel",
  feed: "/api/feed",
}

export const pages = {
  list: "/",
  send: "/send",
  connection: "/connection",
  now: "/now",
  find: "/find",
  /** @param token what stands for the number: numbers are in no address */
  recipient: (token) => `/recipients/${part(token)}`,
  filtered: (filter) => `/?${new URLSearchParams(filter)}`,
  /** @param query what the list beside it is filtered by, "?outcome=failed" */
  message: (id, query = "") => `/messages/${part(id)}${query}`,
}

/** Which view a path asks for: `{view: "list" | "find" | "send" | "connection" | "now" | "message" | "recipient", id, token}`. */
export function viewOf(path) {
  const [, folder, id] = path.split("/")
  if (folder === "messages" && id) return { view: "message", id: decoded(id) }
  if (folder === "recipients" && id) return { view: "recipient", token: decoded(id) }
  const named = ["find", "send", "connection", "now"].find((view) => pages[view] === path)
  return { view: named ?? "list" }
}

/** Operators begin with how it goes, support people with looking for a message. */
export const firstView = (roles) => (roles.includes("admin") ? pages.now : pages.find)

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

import { api, pages } from "./urls.js"

/** An answer that is not what was asked for. `message` is a sentence for people; `status` 0 means there was none. */
export class RelayError extends Error {
  constructor(message, { status, code, field, reference, retryAfter, replayed = false } = {}) {
    super(message)
    this.status = status
    /** TeleSign's code, where the answer had one. */
    this.code = code
    /** What of the request is not as it must be, where the answer named it. */
    this.field = field
    /** The id under which the message can be looked up, where the answer named one. */
    this.reference = reference
    /** Milliseconds to wait before asking again, where the answer said so. */
    this.retryAfter = retryAfter
    /** Whether it was told before under the same key, and so would be told again. */
    this.replayed = replayed
  }
}

/** The relay itself gives up on TeleSign after 9 s. */
const PATIENCE = 15_000

/** The relay's HTTP interface. Every method gives a promise, of the answer or of a RelayError. */
export class RelayApi {
  #fetch

  constructor(fetch = globalThis.fetch.bind(globalThis)) {
    this.#fetch = fetch
  }

  /** Who is looking: `{mode, signed_in, name, roles}`. */
  session() {
    return this.#json(api.session)
  }

  /** Asks for the page: in sandbox mode that is how one is let in. */
  async knock() {
    await this.#ask(pages.list)
  }

  signIn(name, password) {
    return this.#json(api.session, post({ name, password }))
  }

  async signOut() {
    await this.#ask(api.session, { method: "DELETE", headers: { "Content-Type": "application/json" } })
  }

  /** The newest page, or the one that an earlier page's `next` names. */
  async messages(address = api.messages) {
    const answer = await this.#ask(address)
    return { ...(await answer.json()), next: linkTo("next", answer) }
  }

  /** The newest page of what matches a filter's query. */
  messagesOf(query) {
    return this.messages(api.messages + query)
  }

  async messagesById(ids) {
    const page = await this.#json(api.search, post({ message_id: ids, limit: ids.length }))
    return page.messages
  }

  /** Looks for whatever a text may mean; its times are the viewer's. The text is posted, so it stands in no address. */
  find(query, zone) {
    return this.#json(api.find, post({ query, zone }))
  }

  recipient(token) {
    return this.#json(api.recipient(token))
  }

  message(id) {
    return this.#json(api.message(id))
  }

  lookUp(id) {
    return this.#json(api.lookUp(id), post({}))
  }

  async codes() {
    const { codes } = await this.#json(api.codes)
    const inOrder = [...codes].sort((a, b) => farness(b) - farness(a))
    return new Map(inOrder.map((entry) => [entry.code, entry]))
  }

  /** How it goes just now. */
  now() {
    return this.#json(api.now)
  }

  /** How it went with the messages accepted in a span: `{from, to, step, message_type, client, label, country}`. */
  summary(span) {
    return this.#json(`${api.summary}?${new URLSearchParams(span)}`)
  }

  /** How TeleSign's way to the relay stands: `{callback_url, telesign, refused}`. */
  connection() {
    return this.#json(api.connection)
  }

  /** Reports that could not be read, newest first; `next` is the address of the next page. */
  async quarantine(address = api.quarantine) {
    const answer = await this.#ask(address)
    return { ...(await answer.json()), next: linkTo("next", answer) }
  }

  /** Who is told what happens, and how far each is behind. */
  async receivers() {
    const { receivers } = await this.#json(api.receivers)
    return receivers
  }

  /** The tries to tell one, the last first: `{attempts, next}`; `next` is the cursor of the next page. */
  attempts(receiver, cursor) {
    return this.#json(api.attempts(receiver, cursor))
  }

  /** Tells one again, `{from}` a time or `{message_id}`; gives how many reports. */
  async replay(receiver, what) {
    const { deliveries } = await this.#json(api.replay(receiver), post(what))
    return deliveries
  }

  /** What a test callback meets on its way by an address: `{good, findings}`. */
  checkCallback(url) {
    return this.#json(api.callbackCheck, post({ url }))
  }

  /** Asked again with the same key, the relay tells what became of the first time and sends nothing. */
  send(request, idempotencyKey) {
    return this.#json(api.send, post(request, { "Idempotency-Key": idempotencyKey }))
  }

  async #json(address, options) {
    const answer = await this.#ask(address, options)
    return answer.json()
  }

  async #ask(address, options = {}) {
    const headers = { Accept: "application/json", ...options.headers }
    const answer = await this.#fetch(address, { ...options, headers, signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
      throw new RelayError("The relay did not answer.", { status: 0 })
    })
    if (!answer.ok) throw await errorOf(answer)
    return answer
  }
}

/** Some codes mean something else to another of TeleSign's products; what is said of messages counts most. */
const nearest = ["callback", "both", "api"]
const farness = ({ where }) => (nearest.includes(where) ? nearest.indexOf(where) : nearest.length)

function post(body, headers = {}) {
  return { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) }
}

/** Under /api an error is a problem (RFC 9457), under /v1 it is TeleSign's envelope. */
async function errorOf(answer) {
  const body = await answer.json().catch(() => ({}))
  const code = body.status?.code
  const sentence = body.status?.description ?? body.detail ?? body.title ?? `The relay answered ${answer.status}.`
  const seconds = Number(answer.headers.get("Retry-After"))
  const retryAfter = seconds > 0 ? seconds * 1_000 : undefined
  const replayed = answer.headers.get("Idempotent-Replayed") === "true"
  const { field, reference_id: reference } = body
  return new RelayError(sentence, { status: answer.status, code, field, reference, retryAfter, replayed })
}

/** The target of a link of the answer's `Link` header, or null. */
function linkTo(relation, answer) {
  const link = (answer.headers.get("Link") ?? "").match(new RegExp(`<([^>]*)>;\\s*rel="${relation}"`))
  return link ? new URL(link[1], answer.url).href : null
}

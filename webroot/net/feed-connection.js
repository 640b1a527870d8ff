const PROTOCOL = "omnirelay.feed.v1"
const HEARTBEAT_SECONDS = 2
/** A link that has been silent for this long is dead, whatever the socket says. */
const SILENCE = 4_000
const LISTEN_EVERY = 250
/** For so long a lost link counts as one that comes back in a moment. */
const PATIENCE = 15_000
const FIRST_PAUSE = 400
const LONGEST_PAUSE = 15_000
const NOT_AUTHENTICATED = 4401

/**
 * The feed's WebSocket, which comes back by itself from where it was.
 *
 * Emits `events` (detail: the events, in order), `reset` (the place is lost: read the state anew, then `follow` again),
 * `state` (the light changed) and `unreachable` (it failed again, or nobody is signed in; it goes on trying).
 */
export class FeedConnection extends EventTarget {
  #open
  #socket = null
  #cursor = null
  #state = { name: "connecting", since: Date.now(), behind: 0 }
  #failures = 0
  #lostAt = 0
  #heardAt = 0
  #head = 0
  #telesign
  #lagging = 0
  #retry
  #watch

  /** @param open makes a WebSocket of a subprotocol */
  constructor(open) {
    super()
    this.#open = open
  }

  /** `{name, since, behind}`: name is connecting, catching_up, live, reconnecting or offline. */
  get state() {
    return this.#state
  }

  /**
   * How TeleSign's way to the relay stands, as the relay said last, with `heardAt` by the clock here; null where the relay
   * does not know, undefined before it has said anything.
   */
  get telesign() {
    return this.#telesign
  }

  /** Takes every event after a cursor `{epoch, seq}`, or all that come from "now" on. */
  follow(cursor) {
    this.#cursor = cursor
    if (!this.#socket) this.#connect()
    else if (this.#socket.readyState === WebSocket.OPEN) this.#subscribe()
  }

  /** Tries at once, for example because the network is back. */
  retryNow() {
    if (this.#cursor && !this.#socket) this.#connect()
  }

  close() {
    this.#cursor = null
    clearTimeout(this.#retry)
    this.#drop()
    this.#become("connecting")
  }

  #connect() {
    clearTimeout(this.#retry)
    this.#heardAt = Date.now()
    this.#watch = setInterval(() => this.#listenForSilence(), LISTEN_EVERY)
    this.#socket = this.#open(PROTOCOL)
    this.#socket.onmessage = ({ data }) => this.#hear(JSON.parse(data))
    this.#socket.onclose = ({ code }) => this.#lost(code)
  }

  #hear(frame) {
    this.#heardAt = Date.now()
    this.#head = Math.max(this.#head, frame.head ?? 0, frame.seq ?? 0)
    switch (frame.type) {
      case "hello":
        this.#head = frame.head
        return this.#subscribe()
      case "reset":
        return this.dispatchEvent(new Event("reset"))
      case "subscribed":
        this.#cursor = { epoch: frame.epoch, seq: frame.seq }
        this.#failures = 0
        return this.#become("catching_up")
      case "events":
        this.dispatchEvent(new CustomEvent("events", { detail: frame.events }))
        this.#moveTo(frame.seq)
        return this.#become(this.#state.name)
      case "live":
        this.#moveTo(frame.seq)
        return this.#become("live")
      case "heartbeat":
        this.#moveTo(frame.seq)
        this.#telesign = frame.telesign && { ...frame.telesign, heardAt: this.#heardAt }
        return this.#measure(frame)
    }
  }

  /** Where much happens one heartbeat is nearly always behind; a second one means that we cannot keep up. */
  #measure({ seq, head }) {
    this.#lagging = seq < head ? this.#lagging + 1 : 0
    if (this.#lagging === 0) this.#become("live")
    else if (this.#lagging > 1) this.#become("catching_up")
  }

  #subscribe() {
    const ask = { type: "subscribe", after: this.#cursor, heartbeat_seconds: HEARTBEAT_SECONDS }
    this.#socket.send(JSON.stringify(ask))
  }

  #moveTo(seq) {
    this.#cursor = { ...this.#cursor, seq }
  }

  #listenForSilence() {
    if (Date.now() - this.#heardAt > SILENCE) this.#lost()
  }

  #lost(code) {
    this.#drop()
    this.#failures++
    if (this.#failures === 1) this.#lostAt = Date.now()
    this.#become(Date.now() - this.#lostAt > PATIENCE ? "offline" : "reconnecting")
    this.#retry = setTimeout(() => this.#connect(), pause(this.#failures))
    if (this.#failures > 1 || code === NOT_AUTHENTICATED) this.dispatchEvent(new Event("unreachable"))
  }

  #drop() {
    clearInterval(this.#watch)
    if (!this.#socket) return
    this.#socket.onmessage = this.#socket.onclose = null
    this.#socket.close()
    this.#socket = null
  }

  #become(name) {
    const since = name === this.#state.name ? this.#state.since : Date.now()
    const behind = name === "catching_up" ? Math.max(0, this.#head - this.#cursor.seq) : 0
    this.#state = { name, since, behind }
    this.dispatchEvent(new Event("state"))
  }
}

/** Doubles from failure to failure; half of it is chance, so that a crowd does not come back at once. */
function pause(failures) {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))
  return longest / 2 + (Math.random() * longest) / 2
}

import { FeedConnection } from "/net/feed-connection.js"
import { equal } from "./assert.js"
import { accepted } from "./events.js"

/** A relay's end of the feed that does what a test says. */
class Relay {
  sockets = []

  connection = new FeedConnection((protocol) => {
    const socket = { protocol, sent: [], readyState: WebSocket.OPEN, send: (text) => socket.sent.push(JSON.parse(text)) }
    socket.close = () => {}
    socket.say = (frame) => socket.onmessage({ data: JSON.stringify(frame) })
    this.sockets.push(socket)
    this.#came?.()
    return socket
  })
  #came

  get socket() {
    return this.sockets.at(-1)
  }

  next() {
    return new Promise((resolve) => (this.#came = resolve))
  }

  /** Follows the feed to where it is live. */
  static live() {
    const relay = new Relay()
    relay.connection.follow({ epoch: "e", seq: 10 })
    relay.socket.say({ type: "hello", epoch: "e", head: 10 })
    relay.socket.say({ type: "subscribed", epoch: "e", seq: 10 })
    relay.socket.say({ type: "live", seq: 10 })
    return relay
  }
}

const heard = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }))

export function subscribesAfterWhatWasRead() {
  const { connection, socket } = Relay.live()
  equal(socket.protocol, "omnirelay.feed.v1")
  equal(socket.sent, [{ type: "subscribe", after: { epoch: "e", seq: 10 }, heartbeat_seconds: 2 }])
  equal(connection.state.name, "live")
  connection.close()
}

export async function goesOnFromWhereItBeganToListen() {
  const relay = new Relay()
  relay.connection.follow("now")
  relay.socket.say({ type: "hello", epoch: "e", head: 12 })
  equal(relay.socket.sent[0].after, "now")
  relay.socket.say({ type: "subscribed", epoch: "e", seq: 12 })
  relay.socket.onclose({ code: 1006 })
  await relay.next()
  relay.socket.say({ type: "hello", epoch: "e", head: 15 })
  equal(relay.socket.sent[0].after, { epoch: "e", seq: 12 })
  relay.connection.close()
}

export function saysHowFarBehindItIs() {
  const { connection, socket } = Relay.live()
  socket.say({ type: "heartbeat", seq: 10, head: 20, at: "" })
  equal(connection.state.name, "live")
  socket.say({ type: "heartbeat", seq: 10, head: 25, at: "" })
  equal([connection.state.name, connection.state.behind], ["catching_up", 15])
  socket.say({ type: "heartbeat", seq: 25, head: 25, at: "" })
  equal([connection.state.name, connection.state.behind], ["live", 0])
  connection.close()
}

export function keepsWhatTheRelaySaysOfTelesign() {
  const { connection, socket } = Relay.live()
  equal(connection.telesign, undefined)
  socket.say({ type: "heartbeat", seq: 10, head: 10, at: "", telesign: { silent: true } })
  equal([connection.telesign.silent, Date.now() - connection.telesign.heardAt < 5_000], [true, true])
  socket.say({ type: "heartbeat", seq: 10, head: 10, at: "", telesign: null })
  equal(connection.telesign, null)
  connection.close()
}

export async function comesBackFromTheLastPlace() {
  const relay = Relay.live()
  const told = heard(relay.connection, "events")
  relay.socket.say({ type: "events", events: [accepted(12)], seq: 14 })
  equal((await told).detail.length, 1)
  relay.socket.onclose({ code: 1006 })
  equal(relay.connection.state.name, "reconnecting")
  await relay.next()
  relay.socket.say({ type: "hello", epoch: "e", head: 14 })
  equal(relay.socket.sent[0].after, { epoch: "e", seq: 14 })
  relay.connection.close()
}

export async function aSilentLinkIsDeadWithinFiveSeconds() {
  const relay = Relay.live()
  const before = performance.now()
  await heard(relay.connection, "state")
  equal([relay.connection.state.name, performance.now() - before < 5_100], ["reconnecting", true])
  relay.connection.close()
}

export async function aLostPlaceIsSaidAndFollowedAnewOnTheSameSocket() {
  const relay = Relay.live()
  const lost = heard(relay.connection, "reset")
  relay.socket.say({ type: "reset", reason: "epoch_changed", epoch: "f", head: 3 })
  await lost
  relay.connection.follow({ epoch: "f", seq: 3 })
  equal([relay.sockets.length, relay.socket.sent.at(-1).after], [1, { epoch: "f", seq: 3 }])
  relay.connection.close()
}

export async function saysWhenNobodyIsSignedIn() {
  const relay = Relay.live()
  const unreachable = heard(relay.connection, "unreachable")
  relay.socket.onclose({ code: 4401 })
  await unreachable
  relay.connection.close()
}

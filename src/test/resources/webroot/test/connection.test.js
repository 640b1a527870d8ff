import { callbackAddress, receiverStand, refusals, replayOf } from "/model/connection.js"
import { equal } from "./assert.js"

const here = (origin, sandbox = false) => ({ origin, sandbox })

export function theAddressIsTheConfiguredOne() {
  const url = "https://hooks.example.com/callbacks/telesign"
  equal(callbackAddress({ callback_url: url }, here("http://127.0.0.1:8080", true)).url, url)
}

/** A page seen by http or on this machine says nothing of how the internet reaches the relay. */
export function withoutOneItIsThePagesOwnOnlyWhereThatCanBe() {
  const none = { callback_url: null }
  equal(callbackAddress(none, here("https://relay.example.com")).url, "https://relay.example.com/callbacks/telesign")
  equal(callbackAddress(none, here("http://127.0.0.1:8080", true)).url, "http://127.0.0.1:8080/callbacks/telesign")
  const { url, text } = callbackAddress(none, here("http://relay.internal"))
  equal([url, text.includes("/callbacks/telesign")], [null, true])
}

export function eachCauseSaysWhatToCheck() {
  const causes = ["missing", "malformed", "unknown_customer", "wrong_signature"].map((cause) => ({ cause, refusals: 2 }))
  const told = refusals({ refused: { causes } })
  equal(told.map(({ text, check }) => text.length > 0 && check.length > 40), [true, true, true, true])
  equal(told[0].refusals, 2)
}

export function aReceiverStandsWhereItsTriesLeftIt() {
  const told = (pending, last_attempt) => receiverStand({ pending, last_attempt })
  const failed = { status: 500, trouble: "not 200" }
  equal(told(0, null), { text: "Nothing was to be told yet", tone: "idle" })
  equal(told(0, { status: 200, trouble: null }), { text: "Was told everything", tone: "good" })
  equal(told(3, { status: 200, trouble: null }), { text: "3 reports still to be told", tone: "progress" })
  equal(told(3, failed), { text: "3 reports still to be told, the last try: answered 500", tone: "bad" })
  equal(told(10_000, null).text, "At least 10,000 reports still to be told")
  equal(told(0, failed).tone, "caution")
}

export function aReplayIsOfATimeOrOfAMessage() {
  const id = "01A20245DB897C3E9A0B5D6F1E2C3B4A"
  equal(replayOf({ way: "message", message: ` ${id.toLowerCase()} ` }), { message_id: id })
  equal(replayOf({ way: "message", message: "order-42" }), null)
  equal(replayOf({ way: "time", from: "2026-11-22T08:00Z" }), { from: "2026-11-22T08:00:00.000Z" })
  equal(replayOf({ way: "time", from: "" }), null)
}

import { Filter } from "/model/filter.js"
import { MessageBoard } from "/model/message-board.js"
import { equal } from "./assert.js"
import { accepted, delivered, event, failed, id, inProgress, row } from "./events.js"

const of = (query) => Filter.ofQuery(query)

export function anAddressSaysTheFilterAndTheFilterTheAddress() {
  equal(of("?channel=SMS,mms&outcome=failed&outcome=blocked&utm=1").query, "?outcome=failed,blocked&channel=sms,mms")
  equal([of("").query, of("").isEmpty], ["", true])
}

export function oneMoreAndOneLess() {
  const filter = of("?outcome=failed")
  equal(filter.with("outcome", "blocked").query, "?outcome=failed,blocked")
  equal(filter.without("outcome", "failed").query, "")
  equal(filter.only("message_type", "OTP").query, "?outcome=failed&message_type=OTP")
  equal(filter.only("label", "a,b"), null)
}

export function matchesAsTheRelayDoes() {
  const message = row(1, {
    status: failed,
    message_type: "OTP",
    country: "US",
    label: "login",
    reference_id: "R1",
    channel_status: [{ channel: "sms", status: { ...failed, reference_id: "R2" } }],
  })
  const expected = {
    "?outcome=failed": true,
    "?outcome=delivered,failed": true,
    "?outcome=delivered": false,
    "?outcome=failed&message_type=MKT": false,
    "?message_type=otp&country=us": true,
    "?label=Login": false,
    "?code=3003": true,
    "?channel=sms": true,
    "?channel=rcs": false,
    "?send=sent": true,
    "?double_delivery=false": true,
    "?double_delivery=true": false,
    "?stale=true": false,
    "?reference_id=R2": true,
    "?external_id=order-42": true,
    [`?message_id=${id(1).toLowerCase()}`]: true,
    "?from=2000-01-01T00:00:00Z": true,
    "?to=2000-01-01T00:00:00+01:00": false,
  }
  equal(Object.fromEntries(Object.keys(expected).map((query) => [query, of(query).matches(message)])), expected)
}

function boardOf(query, ...messages) {
  const board = new MessageBoard()
  board.begin({ messages, next: "/older" }, of(query))
  return board
}

const ids = (board) => board.rows.map((message) => message.id)
const whole = (seq, status, number) => event(seq, "message_status", { status }, number)

export function whatNoLongerMatchesLeaves() {
  const board = boardOf("?outcome=in_progress", row(2), row(1))
  const left = []
  board.addEventListener("change", ({ detail }) => left.push(...detail.left.map(({ status }) => status.outcome)))
  board.apply([whole(2, delivered, 2)])
  equal([ids(board), left], [[id(1)], ["delivered"]])
}

export function newMessagesComeOnlyIfTheyMatch() {
  const board = boardOf("?outcome=in_progress", row(1))
  board.apply([accepted(2, 2)])
  equal(ids(board), [id(2), id(1)])
  const other = boardOf("?outcome=failed", row(1, { status: failed }))
  other.apply([accepted(2, 2)])
  equal([ids(other), other.takeStale()], [[id(1)], []])
}

export function whatMayMatchSinceAnEventIsReadFirst() {
  const board = boardOf("?outcome=failed&double_delivery=false", row(1, { status: failed }))
  board.apply([whole(2, failed, 3), whole(3, delivered, 4), event(4, "channel_status", { channel: "sms", status: failed }, 5)])
  equal([ids(board), board.takeStale()], [[id(1)], [id(3)]])
  board.renew([row(3, { seq: 2, status: failed })])
  equal(ids(board), [id(3), id(1)])
}

export function whatTurnsOutNotToMatchStaysAway() {
  const board = boardOf("?outcome=failed&double_delivery=false", row(1, { status: failed }))
  board.apply([whole(2, failed, 3)])
  board.renew([row(3, { seq: 3, status: inProgress })])
  equal(ids(board), [id(1)])
}

import { forwarded } from "/model/forwarding.js"
import { equal } from "./assert.js"

const attempt = (members) => ({ receiver: "shop", seq: 1, try: 1, at: "2026-11-22T08:00:00Z", status: 200, trouble: null, ...members })

const told = (attempts, pending = []) => forwarded({ forwarding: { attempts, pending } }).map(({ receiver, tone }) => [receiver, tone])

export function whoTookEverythingWasTold() {
  equal(told([attempt({ status: 500, trouble: "not taken" }), attempt({ try: 2 })]), [["shop", "good"]])
}

export function whatIsStillToBeTakenIsSaidWithItsReason() {
  const message = {
    forwarding: {
      attempts: [attempt({ status: 500, trouble: "not taken" })],
      pending: [{ receiver: "shop", seq: 1, tries: 1, next_at: null }],
    },
  }
  equal(
    forwarded(message).map(({ text }) => text),
    ["1 report still to be told, the last try: answered 500"],
  )
}

export function eachReceiverStandsForItself() {
  equal(told([attempt({})], [{ receiver: "audit", seq: 1, tries: 0, next_at: null }]), [
    ["shop", "good"],
    ["audit", "progress"],
  ])
}

export function whereNothingWasTriedNobodyIsNamed() {
  equal(told([]), [])
}

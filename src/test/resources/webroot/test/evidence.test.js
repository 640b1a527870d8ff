import { askableUntil, evidenceFile, priceOf } from "/model/evidence.js"
import { equal } from "./assert.js"
import { row } from "./events.js"

export function theFileIsNamedAfterTelesignsReference() {
  const { name, text } = evidenceFile(row(1, { reference_id: "35C8/B5" }), new Date("2026-11-22T09:00:00Z"))
  equal([name, JSON.parse(text).saved_at], ["omnirelay-35C8_B5.json", "2026-11-22T09:00:00.000Z"])
  equal(evidenceFile(row(1)).name, `omnirelay-${row(1).id}.json`)
}

export function telesignCanBeAskedForTwelveHours() {
  equal(askableUntil(row(1)), "2026-11-22T20:01:00.000Z")
  equal(askableUntil(row(1, { channel_status: [{ began_at: "2026-11-22T09:00:00Z" }] })), "2026-11-22T21:00:00.000Z")
}

export function thePriceStandsWhereTelesignPutsIt() {
  const callbacks = (...bodies) => ({ callbacks: bodies.map((body) => ({ body })) })
  equal(priceOf(callbacks('{"status":{}}', '{"price":"0.0050","currency":"USD"}', "{}")), "0.0050 USD")
  equal(priceOf(callbacks('{"additional_info":{"price":"0.0050","currency":"USD"}}')), "0.0050 USD")
  equal(priceOf(callbacks("no JSON", null, "null", undefined)) ?? null, null)
}

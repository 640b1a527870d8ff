/** What `GET /api/recipients/{token}` tells. */
import { delivered, row } from "./events.js"

export const message = (number, members) => row(number, { status: delivered, took_ms: 4_000, message_type: "MKT", ...members })

export const figures = (members) => ({
  channel: "sms",
  country: "US",
  since: "2026-11-22T07:00:00Z",
  now: { messages: 0, failed: 0 },
  before: { messages: 0, failed: 0 },
  ...members,
})

export const recipient = (members) => ({
  at: "2026-11-22T08:05:00Z",
  phone_number: "1555•••5309",
  messages: [],
  messages_max: 20,
  replies: [],
  opted_out: null,
  blocked: null,
  last_worked: null,
  others: [],
  records_since: "2026-10-01T10:00:00Z",
  ...members,
})

/** Events as the feed tells them. */

export const id = (number) => `01A20245DB897C3E9A0B5D6F1E2C${String(number).padStart(4, "0")}`

const message = (number) => ({ id: id(number), reference_id: null, external_id: "order-42", channels: ["mms", "sms"] })

export const status = (code, outcome) => ({ code, outcome, description: "", final: false })

export const inProgress = status(3001, "in_progress")
export const delivered = status(3000, "delivered")
export const timeRanOut = status(3056, "failed")
export const failed = status(3003, "failed")

export function event(seq, type, members = {}, number = 1) {
  return { seq, at: "2026-11-22T08:01:02.345Z", type, message: message(number), ...members }
}

export const accepted = (seq, number = 1) => event(seq, "accepted", { status: inProgress }, number)

export const reported = (seq, channel, status, members = {}) => event(seq, "channel_status", { channel, status, ...members })

/** A row as the API gives it. */
export function row(number, members = {}) {
  return {
    ...message(number),
    send: "sent",
    status: inProgress,
    channel_status: [{ channel: "mms" }, { channel: "sms" }],
    double_delivery: false,
    sent_here: true,
    seq: 1,
    accepted_at: "2026-11-22T08:01:00.000Z",
    summary: "A sentence.",
    ...members,
  }
}

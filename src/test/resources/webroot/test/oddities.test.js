import { oddities } from "/model/oddities.js"
import { equal } from "./assert.js"
import { delivered, row, timeRanOut } from "./events.js"

const report = (channel, status, members) => ({ channel, status, source: "callback", arrived_at: "2026-11-22T08:11:03Z", ...members })

const detail = (reports, members) => row(1, { reports, ...members })

const starts = (message) => oddities(message).map((sentence) => sentence.split(" ").slice(0, 4).join(" "))

export function whatFitsTogetherIsNotOdd() {
  equal(oddities(detail([report("mms", timeRanOut), report("sms", delivered)])), [])
}

export function aChannelThatArrivedAfterAllAndAMessageThatCameTwice() {
  const twice = detail([report("mms", timeRanOut), report("sms", delivered), report("mms", delivered)], {
    double_delivery: true,
    channel_status: [
      { channel: "mms", status: delivered },
      { channel: "sms", status: delivered },
    ],
  })
  equal(starts(twice), ["The recipient got it", "TeleSign had given MMS"])
}

export function whatOnlyAskingBroughtIsSaid() {
  const asked = report("sms", delivered, { source: "look_up" })
  equal(starts(detail([asked])), ["TeleSign's report never reached"])
  equal(starts(detail([{ ...asked, called_back_at: "2026-11-22T09:00:00Z" }])), [])
}

export function aClockThatIsWrongIsSaid() {
  equal(starts(detail([report("sms", { ...delivered, updated_on: "2020-05-04T22:05:00Z" })])), ["TeleSign gave a time"])
}

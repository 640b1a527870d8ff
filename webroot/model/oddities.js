import { arrivals } from "./message.js"
import { clock, isTime } from "./times.js"
import { channelWords, list, odd } from "./words.js"

const arrived = ({ status: { outcome } }) => outcome === "delivered" || outcome === "read"
const negative = ({ status: { outcome } }) => ["failed", "rejected", "blocked"].includes(outcome)

/** What does not fit together in what is known of a message, in sentences. */
export function oddities(detail) {
  return [
    ...(detail.double_delivery ? [odd.arrivedTwice(list(arrivals(detail).map(({ name }) => `by ${name}`)))] : []),
    ...detail.channel_status.flatMap(({ channel }) => changedItsMind(detail, channel)),
    ...foundByAsking(detail),
    ...wrongClock(detail),
    ...(detail.reference_taken ? [odd.referenceTaken] : []),
  ]
}

/** TeleSign had given the channel up, and then the message arrived on it. */
function changedItsMind({ reports }, channel) {
  const own = reports.filter((report) => report.channel === channel)
  const good = own.find(arrived)
  if (!good || !own.some(negative)) return []
  return [odd.afterAll(channelWords(channel), clock(timeOf(good)))]
}

function foundByAsking({ reports }) {
  const alone = reports.some(({ source, called_back_at: calledBack }) => source === "look_up" && !calledBack)
  return alone ? [odd.foundByAsking] : []
}

function wrongClock({ reports, accepted_at: accepted }) {
  // TeleSign tells whole seconds.
  const before = (text) => isTime(text) && Date.parse(text) < Date.parse(accepted) - 1000
  return reports.some(({ status }) => before(status.updated_on)) ? [odd.wrongClock] : []
}

const timeOf = ({ status, arrived_at: at }) => (isTime(status.updated_on) ? status.updated_on : at)

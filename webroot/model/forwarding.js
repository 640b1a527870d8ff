import { clock } from "./times.js"
import { told } from "./words.js"

const took = ({ trouble }) => !trouble

/** The answer says more than that it did not do. */
export const howItEnded = ({ status, trouble }) => (status ? told.answered(status) : trouble)

/** Whether each application was told: `[{receiver, text, tone, tries}]`; nothing where no try is on record. */
export function forwarded({ forwarding: { attempts, pending } }) {
  const receivers = new Set([...attempts, ...pending].map(({ receiver }) => receiver))
  return [...receivers].map((receiver) => {
    const tries = attempts.filter((attempt) => attempt.receiver === receiver)
    const open = pending.filter((delivery) => delivery.receiver === receiver)
    return { receiver, tries, ...(open.length > 0 ? stillOpen(tries, open) : done(tries)) }
  })
}

function done(tries) {
  const last = tries.findLast(took)
  return last ? { text: told.all(clock(last.at)), tone: "good" } : { text: told.givenUp, tone: "bad" }
}

function stillOpen(tries, open) {
  const failed = tries.findLast((attempt) => !took(attempt))
  const next = open.map(({ next_at: at }) => at).filter(Boolean).sort()[0]
  return {
    text: told.open(open.length, failed && howItEnded(failed), next && clock(next)),
    tone: failed ? "bad" : "progress",
  }
}

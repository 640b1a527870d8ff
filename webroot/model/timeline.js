import { channelWords, sourceWords, statusWords, stepWords } from "./words.js"

/** Events that are steps of the relay's own; the others repeat reports, which say more. */
const steps = ["accepted", "sending", "sent", "refused", "unknown", "bound", "reply"]

/**
 * What happened to a message, in order: `[{at, title, note, lines}]`. What one callback or answer said stands
 * together, as lines `{channel, code, text, tone, theirs, theirsAsGiven, late, meaning, advice}`. `theirs` is TeleSign's
 * time; meaning and advice stand where a code comes up for the first time.
 *
 * @param detail the API's message detail
 * @param codes the catalogue, by code: `Map` of `{meaning, advice}`
 */
export function timeline(detail, codes) {
  const entries = [...stepsOf(detail), ...tellings(detail)].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const unexplained = new Map(codes)
  for (const line of entries.flatMap(({ lines }) => lines)) {
    const { meaning, advice } = unexplained.get(line.code) ?? {}
    Object.assign(line, { meaning, advice })
    unexplained.delete(line.code)
  }
  return entries
}

function stepsOf({ events }) {
  return events
    .filter(({ type }) => steps.includes(type))
    .map((event) => ({
      at: event.at,
      title: stepWords(event.type),
      note: noteOf(event),
      lines: event.type === "refused" ? [lineOf(event)] : [],
    }))
}

function noteOf(event) {
  if (event.type === "sending" && event.attempt > 1) return `Attempt ${event.attempt}, after code ${event.after_code}`
  if (event.type === "reply" && event.action) return `They said: ${event.action}`
  return event.reason ?? ""
}

/** Reports that came at the same moment from the same source came in one piece. */
function tellings({ reports }) {
  const together = new Map()
  for (const report of reports) {
    const key = `${report.source} ${report.arrived_at}`
    const telling = together.get(key) ?? { at: report.arrived_at, title: sourceWords(report.source), note: "", lines: [] }
    telling.lines.push(lineOf(report))
    together.set(key, telling)
  }
  return [...together.values()]
}

function lineOf({ channel, status, updated_on_text, late = false }) {
  return {
    channel: channel ? channelWords(channel) : "Message",
    code: status.code,
    ...statusWords(status),
    theirs: status.updated_on,
    theirsAsGiven: updated_on_text,
    late,
  }
}

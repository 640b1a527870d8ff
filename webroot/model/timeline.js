import { isTime } from "./times.js"
import { channelWords, sourceWords, statusWords, stepWords } from "./words.js"

/** Events that are steps of the relay's own; the others repeat reports, which say more. */
const stepTypes = [
  "accepted",
  "sending",
  "requeued",
  "sent",
  "refused",
  "cancelled",
  "unknown",
  "bound",
  "reply",
  "stale",
]

/**
 * What happened to a message, in order: `[{at, title, note, lines}]`. What one callback or answer said stands
 * together, as lines `{channel, code, text, tone, theirs, theirsAsGiven, late, meaning, advice}`. `theirs` is TeleSign's
 * time; meaning and advice stand where a code comes up for the first time.
 *
 * @param detail the API's message detail
 * @param codes the catalogue, by code: `Map` of `{meaning, advice}`
 */
export function timeline(detail, codes) {
  const entries = told(stepsOf(detail), tellingsOf(detail))
  entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const unexplained = new Map(codes)
  for (const line of entries.flatMap(({ lines }) => lines)) {
    const { meaning, advice } = unexplained.get(line.code) ?? {}
    Object.assign(line, { meaning, advice })
    unexplained.delete(line.code)
  }
  return entries
}

/** TeleSign's answer stands with the step that it made; everything else stands for itself. */
function told(steps, tellings) {
  const sent = steps.find(({ type }) => type === "sent")
  const isAnswer = ({ source, at }) => source === "answer" && Date.parse(at) === Date.parse(sent?.at)
  sent?.lines.push(...tellings.filter(isAnswer).flatMap(({ lines }) => lines))
  return [...steps, ...tellings.filter((telling) => !isAnswer(telling))]
}

function stepsOf({ events }) {
  return events
    .filter(({ type }) => stepTypes.includes(type))
    .map((event) => ({
      at: event.at,
      type: event.type,
      title: stepWords(event.type),
      note: noteOf(event),
      lines: event.type === "refused" || event.type === "cancelled" ? [lineOf(event)] : [],
    }))
}

function noteOf(event) {
  if (event.type === "sending" && event.attempt > 1) return attemptOf(event)
  if (event.type === "requeued") return `Attempt ${event.attempt} ended with code ${event.after_code}`
  if (event.type === "reply" && event.action) return `They said: ${event.action}`
  if (event.type === "cancelled") return event.reason === "expired" ? "Its time was up" : `By ${event.by}`
  return event.reason ?? ""
}

const attemptOf = ({ attempt, after_code: code }) => `Attempt ${attempt}${code ? `, after code ${code}` : ""}`

/** Reports that came at the same moment from the same source came in one piece. */
function tellingsOf({ reports }) {
  const together = new Map()
  for (const report of reports) {
    const key = `${report.source} ${report.arrived_at}`
    const { source, arrived_at: at } = report
    if (!together.has(key)) together.set(key, { at, source, title: sourceWords(source), note: "", lines: [] })
    together.get(key).lines.push(lineOf(report))
  }
  return [...together.values()]
}

function lineOf({ channel, status, updated_on_text, late = false }) {
  return {
    channel: channel ? channelWords(channel) : "Message",
    code: status.code,
    ...statusWords(status),
    theirs: isTime(status.updated_on) ? status.updated_on : undefined,
    theirsAsGiven: updated_on_text,
    late,
  }
}

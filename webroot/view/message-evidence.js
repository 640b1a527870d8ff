import { html, nothing } from "lit"
import { evidenceFile } from "../model/evidence.js"
import { count, verdictWords } from "../model/words.js"
import { moment } from "./moment.js"

/** What the story above was made from, folded away. */
export const messageEvidence = ({ request, callbacks, events }) => html`
  <h2>Evidence</h2>
  ${request == null ? nothing : folded("Request", html`<pre>${JSON.stringify(request, null, 2)}</pre>`)}
  ${folded(count(callbacks.length, "callback"), callbacks.map(callback))}
  ${folded(count(events.length, "event"), html`<ol class="events">${events.map(event)}</ol>`)}
`

/** Hands the browser a file to save. */
export function saveEvidence(message) {
  const { name, text } = evidenceFile(message)
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href))
}

const folded = (title, content) => html`
  <details class="evidence">
    <summary>${title}</summary>
    ${content}
  </details>
`

const callback = ({ received_at, verdict, detail, method, key_id, headers, body, body_base64 }) => html`
  <section class="callback">
    <p>
      ${moment(received_at)} <b>${verdictWords(verdict)}</b>${detail ? ` (${detail})` : nothing} · Really from TeleSign, signed
      with key ${key_id}
    </p>
    <pre>${method}
${Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}\n`)}
${body ?? body_base64 ?? "(erased)"}</pre>
  </section>
`

const event = ({ seq, at, type, channel, status, late }) => html`
  <li>
    <span class="seq">${seq}</span> ${moment(at)} <span>${type}${channel ? ` ${channel}` : nothing}</span>
    <span class="code">${status?.code ?? nothing}</span>${late ? " late" : nothing}
  </li>
`

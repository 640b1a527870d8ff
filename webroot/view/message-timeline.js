import { html, nothing } from "lit"
import { timeline } from "../model/timeline.js"
import { marks } from "../model/words.js"
import { moment } from "./moment.js"

/** What happened, step by step, by our clock; what TeleSign reported also by TeleSign's. */
export const messageTimeline = (message, codes) => html`
  <h2>What happened</h2>
  <ol class="timeline">
    ${timeline(message, codes).map(entry)}
  </ol>
`

const entry = ({ at, title, note, lines }) => html`
  <li>
    <span class="at">${moment(at)}</span>
    <div class="what">
      <p>${title}${note ? html`<span class="note"> · ${note}</span>` : nothing}</p>
      ${lines.map(line)}
    </div>
  </li>
`

const line = ({ channel, code, text, tone, theirs, theirsAsGiven, late, meaning, advice }) => html`
  <div class="report">
    <p>
      <b>${channel}</b> <span class="word ${late ? "idle" : tone}">${text}</span> <span class="code">${code}</span>
      ${clockOf(theirs, theirsAsGiven)} ${late ? html`<span class="late">${marks.late.text}</span>` : nothing}
    </p>
    ${meaning ? html`<p class="explanation">${meaning} <span>${advice}</span></p>` : nothing}
  </div>
`

function clockOf(theirs, asGiven) {
  if (theirs) return html`<span class="theirs">TeleSign's clock ${moment(theirs)}</span>`
  return asGiven ? html`<span class="theirs">TeleSign's clock, not readable: ${asGiven}</span>` : nothing
}

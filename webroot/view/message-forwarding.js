import { html, nothing } from "lit"
import { forwarded, howItEnded } from "../model/forwarding.js"
import { duration } from "../model/times.js"
import { told } from "../model/words.js"
import { moment } from "./moment.js"

/** Whether our application was told, and each try to tell it. */
export function messageForwarding(message) {
  const receivers = forwarded(message)
  return html`
    <h2>Was the application told?</h2>
    ${receivers.length === 0 ? html`<p class="hint">${told.nobody}</p>` : receivers.map(one)}
  `
}

const one = ({ receiver, text, tone, tries }) => html`
  <p><span class="word ${tone}">${text}</span> <span class="receiver"><bdi>${receiver}</bdi></span></p>
  ${tries.length === 0
    ? nothing
    : html`<details class="evidence">
        <summary>${tries.length === 1 ? "1 try" : `${tries.length} tries`}</summary>
        <ol class="events">
          ${tries.map(attempt)}
        </ol>
      </details>`}
`

const attempt = ({ seq, try: number, at, took_ms: took, ...end }) => html`
  <li>
    <span class="seq">${seq}</span> ${moment(at)} try ${number}, ${howItEnded(end)}
    ${took == null ? nothing : html`<span class="seq">after ${duration(took)}</span>`}
  </li>
`

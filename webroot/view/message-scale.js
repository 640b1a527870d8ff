import { html, nothing } from "lit"
import { scale } from "../model/scale.js"
import { clock, duration, exact } from "../model/times.js"

const share = (part) => `${(part * 100).toFixed(2)}%`

/** Set as a property: the page's policy allows no style in markup. */
const placed = (left) => `left: ${share(left)}`

/** Which channel ran when, on a line to scale; the list of steps below says the same in words. */
export function messageScale(message) {
  const line = scale(message)
  if (!line) return nothing
  const { from, to, tracks, reached } = line
  return html`
    <div class="scale" role="img" aria-label=${inWords(tracks)}>
      ${tracks.map(track)}
      ${reached.length > 0
        ? html`<span class="scale-name">Reached us</span>
            <span class="scale-line">${reached.map((moment) => mark("reached", moment, "reached us"))}</span>`
        : nothing}
      <span></span>
      <span class="scale-ends">
        <span>${clock(from)}</span> <span>${duration(Date.parse(to) - Date.parse(from))}</span> <span>${clock(to)}</span>
      </span>
    </div>
  `
}

const track = ({ name, tone, text, start, end, from, to, open, switches, marks }) => html`
  <span class="scale-name">${name}</span>
  <span class="scale-line">
    <span
      class="scale-bar ${tone} ${open ? "open" : ""}"
      .style=${`${placed(start)}; width: ${share(end - start)}`}
      title="${name}: ${clock(from)} to ${open ? "now" : clock(to)}${text ? `, ${text}` : ""}"
    ></span>
    ${switches && open ? mark("switches", switches, "switches to the next channel") : nothing}
    ${marks.map((report) => mark(`told ${report.tone}`, report, `${report.text}, TeleSign's clock`))}
  </span>
`

const mark = (kind, { at: time, place }, text) =>
  html`<span class="scale-mark ${kind}" .style=${placed(place)} title="${text}: ${exact(time)}"></span>`

const inWords = (tracks) =>
  tracks
    .map(({ name, from, to, open, text }) => `${name} from ${clock(from)} ${open ? "on" : `to ${clock(to)}`}: ${text}`)
    .join(". ")

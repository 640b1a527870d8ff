import { html } from "lit"
import { ago, clock, day, exact } from "../model/times.js"

/** A time of day, with the day where it is not today; the exact one on hovering. */
export const moment = (time) =>
  html`<time datetime=${time ?? ""} title=${exact(time)}>${day(time)} ${clock(time)}</time>`

/** How long ago it was while that is less than an hour, then the time of day; the exact time on hovering. */
export const recently = (time) =>
  html`<time datetime=${time ?? ""} title=${exact(time)}>${ago(time) || `${day(time)} ${clock(time)}`}</time>`

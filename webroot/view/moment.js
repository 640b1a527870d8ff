import { html } from "lit"
import { clock, day, exact } from "../model/times.js"

/** A time of day, with the day where it is not today; the exact one on hovering. */
export const moment = (time) =>
  html`<time datetime=${time ?? ""} title=${exact(time)}>${day(time)} ${clock(time)}</time>`

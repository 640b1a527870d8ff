import { html } from "lit"

/** What is said of one channel. */
export const channelBadge = ({ name, text, tone }) =>
  html`<span class="badge ${tone}"><b>${name}</b> <span>${text}</span></span>`

/** What is said beside the channels. */
export const remark = ({ text, tone }) => html`<span class="badge remark ${tone}">${text}</span>`

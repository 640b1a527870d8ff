import { html, nothing } from "lit"
import { contents, isHidden } from "../model/content.js"
import { mediaWords, unseen } from "../model/words.js"

/** What the recipient was to see. What lies at another host is opened only by who asks for it. */
export const messageContent = (message) => html`
  <h2>What it says</h2>
  ${said(message)} ${whyNot(message)}
`

/** What a request says on each of its channels. */
export const said = (message) =>
  contents(message)
    .filter(({ parts }) => parts.length > 0)
    .map(
      ({ channel, template, parts }) => html`
        <figure class="said">
          <figcaption>${channel} <span class="code">${template}</span></figcaption>
          ${parts.map((each) => part(each, template))}
        </figure>
      `,
    )

function whyNot(message) {
  const why = reason(message)
  return why ? html`<p class="hint">${why}</p>` : nothing
}

function reason(message) {
  if (message.sent_here === false) return unseen.elsewhere
  if (message.message_type === "OTP") return unseen.code
  if (!message.request) return unseen.erased
  return isHidden(message) ? unseen.hidden : null
}

function part({ link, host, name, text }, template) {
  if (link) {
    return html`<p>
      <a href=${link} target="_blank" rel="noopener noreferrer">Open the ${mediaWords(template)} at <bdi>${host}</bdi></a>
    </p>`
  }
  return name
    ? html`<p class="value"><span>${name}</span> <bdi>${text}</bdi></p>`
    : html`<p class="bubble" dir="auto">${text}</p>`
}

import { html } from "lit"
import { sandboxCredentials } from "../model/sandbox.js"
import { curlLine, requestOf } from "../model/send-draft.js"
import { api } from "../net/urls.js"
import "./copy-button.js"
import { said } from "./message-content.js"

/** What a draft would send: as the recipient sees it, as TeleSign gets it, and as a shell says it. */
export function sendPreview(draft, sandbox) {
  const request = requestOf(draft)
  const json = JSON.stringify(request, null, 2)
  const curl = curlLine(request, { address: location.origin + api.send, credentials: sandbox ? sandboxCredentials : null })
  return html`
    <h2>What the recipient sees</h2>
    ${said({ request })}
    <h2>What will be sent <copy-button .text=${json} what="the request"></copy-button></h2>
    <pre class="json" tabindex="0" aria-label="Request as JSON">${json}</pre>
    <h2>The same from a shell <copy-button .text=${curl} what="the line for a shell"></copy-button></h2>
    <pre class="curl" tabindex="0" aria-label="curl line">${curl}</pre>
  `
}

import { html } from "lit"
import { channelBadges, remarks } from "../model/message.js"
import { sentence } from "../model/sentence.js"
import { fields, typeWords } from "../model/words.js"
import { pages } from "../net/urls.js"
import { channelBadge, remark } from "./badge.js"
import { recently } from "./moment.js"

/** One message in the list: a link to all that is known of it. */
export const messageRow = (message, isOpen) => html`
  <li class="message">
    <a class="row" href=${pages.message(message.id)} aria-current=${isOpen ? "true" : "false"}>
      <span class="row-time">${recently(message.accepted_at)}</span>
      <span class="row-type">${typeWords(message.message_type)}</span>
      <span class="row-to">${message.phone_number ?? message.email ?? "–"}</span>
      <bdi class="row-reference" title=${fields.reference}>${message.external_id ?? ""}</bdi>
      <span class="row-badges">
        ${remarks(message).map(remark)}
        <span class="channels">${channelBadges(message).map(channelBadge)}</span>
      </span>
      <span class="row-summary">${sentence(message)}</span>
    </a>
  </li>
`

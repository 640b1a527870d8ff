import { html } from "lit"
import { channelBadges, remarks, switching } from "../model/message.js"
import { sentence } from "../model/sentence.js"
import { countdown, exact, minute } from "../model/times.js"
import { fields, filterWords, switchWords, typeWords } from "../model/words.js"
import { pages } from "../net/urls.js"
import { channelBadge, remark } from "./badge.js"
import { recently } from "./moment.js"

/**
 * One message in the list: all of it leads to what is known of it, and what it shares with others leads to those.
 *
 * @param place `{index, count, isOpen}`: where it stands in the list, counted from 0
 * @param filter what the list is filtered by
 */
export const messageRow = (message, { index, count, isOpen }, filter) => {
  const narrowing = (name, value, shown) => narrowed(filter.only(name, value), { name, value }, shown)
  return html`
    <li class="message" aria-setsize=${count} aria-posinset=${index + 1}>
      <div class="row" data-open=${isOpen}>
        <span class="row-time">${recently(message.accepted_at)}</span>
        <span class="row-tags">
          ${narrowing("message_type", message.message_type, typeWords(message.message_type))}
          ${tag(message.country, narrowing("country", message.country, message.country))}
          ${tag(message.label, narrowing("label", message.label, html`<bdi>${message.label}</bdi>`))}
        </span>
        <a class="row-to" href=${pages.message(message.id, filter.query)} aria-current=${isOpen ? "true" : "false"}>
          ${message.phone_number ?? message.email ?? "–"}
        </a>
        <bdi class="row-reference" title=${fields.reference}>
          ${tag(message.external_id, narrowing("external_id", message.external_id, message.external_id))}
        </bdi>
        <span class="row-badges">
          ${remarks(message).map((each) => (each.filter ? narrowing(each.filter.name, each.filter.value, remark(each)) : remark(each)))}
          ${channelBadges(message).map((badge) => narrowing("channel", badge.channel, channelBadge(badge)))}
          ${nextChannel(switching(message))}
        </span>
        <span class="row-summary">${sentence(message)}</span>
      </div>
    </li>
  `
}

/** How long the channel under way has; by ear it is the time of the switch, not each second. */
function nextChannel(next) {
  if (!next) return ""
  const { to, at, left } = next
  const due = left <= 0
  return html`<span class="row-switch" title=${exact(at)}>
    ${switchWords[due ? "due" : "at"](to, minute(at))}
    ${due ? "" : html`<span class="countdown" aria-hidden="true">${switchWords.left(countdown(left))}</span>`}
  </span>`
}

const tag = (value, shown) => (value ? shown : "")

function narrowed(filter, part, shown) {
  if (!filter) return shown
  const { name, text } = filterWords({ name: part.name, value: String(part.value) })
  const title = `Only ${name ? `${name.toLowerCase()}: ` : ""}${text}`
  return html`<a class="narrowing" href=${pages.list + filter.query} title=${title} tabindex="-1">${shown}</a>`
}

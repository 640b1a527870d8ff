import { html } from "lit"
import { count } from "../model/now.js"
import { pages } from "../net/urls.js"

/**
 * How many messages, as a link to these very messages.
 *
 * @param filter by which the list shows them, by name; nothing where no filter says it
 */
export const messages = (number, filter) => behind(count(number), number == null ? null : filter)

/** Something said of messages, as a link to them. */
export const behind = (text, filter) => (filter ? html`<a class="behind" href=${pages.filtered(filter)}>${text}</a>` : text)

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
export const behind = (text, filter) => explained(text, filter && pages.filtered(filter))

/** Something said, as a link to the page that tells more, where there is one. */
export const explained = (text, page) => (page ? html`<a class="behind" href=${page}>${text}</a>` : text)

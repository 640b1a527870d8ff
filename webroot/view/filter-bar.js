import { html, nothing } from "lit"
import { filterChoices, filterWords } from "../model/words.js"
import { pages } from "../net/urls.js"

const to = (filter) => pages.list + filter.query

/** What the list is filtered by; each goes by one click. */
export const filterBar = (filter) =>
  filter.isEmpty
    ? nothing
    : html`
        <div class="filters" role="group" aria-label="Filters">
          <span class="hint">Only</span>
          ${filter.parts.map((part) => chip(filter, part))}
          <a class="clear" href=${pages.list}>Clear all</a>
        </div>
      `

function chip(filter, part) {
  const { name, text } = filterWords(part)
  return html`
    <a class="chip" href=${to(filter.without(part.name, part.value))} aria-label="Remove the filter ${name ?? ""} ${text}">
      ${name ? html`<span>${name}</span>` : nothing} <bdi>${text}</bdi> <span aria-hidden="true">×</span>
    </a>
  `
}

/** Every filter that does not depend on what is in the list. */
export const filterMenu = (filter) => html`
  <details class="menu">
    <summary class="button quiet">Filter</summary>
    <div class="menu-body">${Object.entries(filterChoices).map(([name, values]) => choice(filter, name, values))}</div>
  </details>
`

const choice = (filter, name, values) => html`
  <div class="choice" role="group" aria-label=${filterWords({ name, value: values[0] }).name}>
    <p class="hint">${filterWords({ name, value: values[0] }).name}</p>
    ${values.map((value) => {
      const on = filter.has(name, value)
      const next = on ? filter.without(name, value) : filter.with(name, value)
      return html`<a href=${to(next)} aria-current=${on ? "true" : "false"}>${filterWords({ name, value }).text}</a>`
    })}
  </div>
`

import { html } from "lit"

/** What keys do, where nobody is typing: the key, what it does in words, and what it calls of the page. */
export const keys = [
  { key: "/", words: "Search", press: (page) => page.find() },
  { key: "j", words: "Next message", press: (page) => page.list?.move(1) },
  { key: "k", words: "Previous message", press: (page) => page.list?.move(-1) },
  { key: "Enter", words: "Open the message" },
  { key: "Escape", words: "Close what is open", press: (page) => page.close() },
  { key: "p", words: "Pause or resume the list", press: (page) => page.list?.togglePause() },
  { key: "?", words: "Show these keys", press: (page) => page.help() },
]

const typing = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"

/** Does what a key means; whether it means anything here. */
export function press({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }, page) {
  const meant = keys.find((each) => each.key === key && each.press)
  if (!meant || defaultPrevented || ctrlKey || metaKey || altKey || target.closest?.("dialog")) return false
  if (target.closest?.(typing) && key !== "Escape") return false
  meant.press(page)
  return true
}

export const keysHelp = html`
  <dialog class="keys" aria-labelledby="keys-title" closedby="any">
    <h2 id="keys-title">Keys</h2>
    <dl>${keys.map(({ key, words }) => html`<dt><kbd>${key}</kbd></dt><dd>${words}</dd>`)}</dl>
    <form method="dialog"><button>Close</button></form>
  </dialog>
`

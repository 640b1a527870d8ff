import { html, nothing } from "lit"
import { repeat } from "lit/directives/repeat.js"
import { fieldId, unusedChannels } from "../model/send-draft.js"
import { smsParts } from "../model/sms-parts.js"
import { mayBeOwn, OWN, parametersOf, templates } from "../model/templates.js"
import { formWords, parameterWords, smsWords, templateWords } from "../model/send-words.js"
import { channelWords } from "../model/words.js"
import { choiceField, lineField, mistakeAt, textField } from "./form-field.js"

/**
 * The channels of a draft in the order to try, each with its template.
 *
 * @param form `{draft, mistakes, add, remove, move}` of the form it stands in
 */
export const sendSteps = (form) => html`
  ${repeat(form.draft.steps, ({ channel }) => channel, (step, index) => stepFields(form, step, index))}
  ${mistakeAt("channels", form.mistakes.channels)}
  <p class="add">
    ${unusedChannels(form.draft).map(
      (channel) => html`<button type="button" class="quiet small" @click=${() => form.add(channel)}>+ ${channelWords(channel)}</button>`,
    )}
  </p>
`

function stepFields(form, step, index) {
  const { channel } = step
  const isLast = index === form.draft.steps.length - 1
  const field = (of, label, value, more) => {
    const id = fieldId(channel, more?.name ?? of)
    return { id, label, value, mistake: form.mistakes[id], of, channel, ...more }
  }
  return html`
    <fieldset class="step" data-step=${channel} @keydown=${(press) => moveByKey(form, press, channel)}>
      <legend>${formWords.step(channel, index)}</legend>
      <p class="step-tools">${stepTools(form, channel, index, isLast)}</p>
      <div class="pair">
        ${choiceField(field("template", formWords.template, step.template), templateChoices(channel))}
        ${isLast ? nothing : lineField(field("wait", formWords.wait, step.wait), "numeric")}
      </div>
      ${step.template === OWN ? ownTemplate(field, step) : parametersOf(step).map((each) => parameterField(field, step, each))}
    </fieldset>
  `
}

function stepTools(form, channel, index, isLast) {
  const name = channelWords(channel)
  const tool = (label, sign, press, disabled) => html`
    <button
      type="button"
      class="quiet small"
      data-tool=${sign}
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${press}
    >
      ${sign}
    </button>
  `
  return html`
    ${tool(`Try ${name} earlier`, "↑", () => form.move(channel, -1, "↑"), index === 0)}
    ${tool(`Try ${name} later`, "↓", () => form.move(channel, 1, "↓"), isLast)}
    ${tool(`Remove ${name}`, "×", () => form.remove(channel), false)}
  `
}

const arrows = { ArrowUp: -1, ArrowDown: 1 }

/** Alt and an arrow move the channel in whose fields one is. */
function moveByKey(form, press, channel) {
  if (!press.altKey || !arrows[press.key]) return
  press.preventDefault()
  form.move(channel, arrows[press.key])
}

const templateChoices = (channel) =>
  [...Object.keys(templates[channel]), ...(mayBeOwn(channel) ? [OWN] : [])].map((name) => [name, templateWords(name)])

const modes = { url: "url", phone: "tel" }

function parameterField(field, { channel, values }, { name, kind, required }) {
  const value = values[name] ?? ""
  const hint = channel === "sms" && value ? smsWords(smsParts(value)) : undefined
  const described = field("value", parameterWords(name, required), value, { name, hint })
  return kind === "text" ? textField(described) : lineField(described, modes[kind])
}

const ownTemplate = (field, { name = "", own = "" }) => html`
  ${lineField(field("name", formWords.name, name))} ${textField(field("own", formWords.own, own))}
`

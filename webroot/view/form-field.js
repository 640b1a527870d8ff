import { html, nothing } from "lit"

/**
 * Fields with their label, a hint and the mistake in them. Each is described by:
 *
 * - `id`, `label`, `value`, `mistake`, and a `hint` below it
 * - `of`, `channel` and `name`: what of the draft stands in it; whoever hears its `input` reads them from its data
 */
export const textField = (field) => labelled(
  field,
  html`<textarea
    id=${field.id}
    rows="2"
    data-of=${field.of}
    data-channel=${field.channel ?? nothing}
    data-name=${field.name ?? nothing}
    .value=${field.value}
    aria-invalid=${Boolean(field.mistake)}
    aria-describedby="${field.id}-mistake"
  ></textarea>`,
)

/** @param mode which keys a phone offers */
export const lineField = (field, mode = "text") => labelled(
  field,
  html`<input
    id=${field.id}
    inputmode=${mode}
    autocomplete="off"
    spellcheck="false"
    data-of=${field.of}
    data-channel=${field.channel ?? nothing}
    data-name=${field.name ?? nothing}
    .value=${field.value}
    aria-invalid=${Boolean(field.mistake)}
    aria-describedby="${field.id}-mistake"
  />`,
)

/** @param choices `[[value, words]]` */
export const choiceField = (field, choices) => labelled(
  field,
  html`<select
    id=${field.id}
    data-of=${field.of}
    data-channel=${field.channel ?? nothing}
    data-name=${field.name ?? nothing}
    aria-invalid=${Boolean(field.mistake)}
    aria-describedby="${field.id}-mistake"
  >
    ${choices.map(([value, words]) => html`<option value=${value} .selected=${value === field.value}>${words}</option>`)}
  </select>`,
)

const labelled = ({ id, label, hint, mistake }, box) => html`
  <div class="field">
    <label for=${id}>${label}</label>
    ${box} ${hint ? html`<p class="hint">${hint}</p>` : nothing} ${mistakeAt(id, mistake)}
  </div>
`

/** It can take the focus where there is no field that could. */
export const mistakeAt = (id, mistake) => html`<p class="problem" id="${id}-mistake" tabindex="-1">${mistake ?? nothing}</p>`

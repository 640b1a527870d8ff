import { curlLine, draftOf, example, fieldId, mistakesIn, newStep, requestOf, unusedChannels } from "/model/send-draft.js"
import { scenarioOf, withScenario } from "/model/sandbox.js"
import { OWN, parametersOf, templates } from "/model/templates.js"
import { equal } from "./assert.js"

const only = (step) => ({ ...example, to: "15558675309 ada@example.com", steps: [step] })

export function theExampleIsTelesigns() {
  equal(requestOf(example), {
    channels: [{ channel: "mms", fallback_time: 600 }, { channel: "sms" }],
    recipient: { phone_number: "15558675309" },
    message: {
      mms: { template: "image", parameters: { url: "https://example.com/sale.jpg" } },
      sms: { template: "text", parameters: { text: "Sale today: 20% off everything until midnight." } },
    },
    message_type: "MKT",
    external_id: "order-42",
  })
  equal(mistakesIn(example), {})
}

export function whatIsEmptyIsNoMember() {
  const request = requestOf({ ...example, reference: "", more: { sender_id: "", label: "spring", callback_url: "https://a.b" } })
  equal("external_id" in request || "sender_id" in request, false)
  equal([request.omnirelay, request.callback_url], [{ label: "spring" }, "https://a.b"])
}

export function everyTemplateNamesWhatItLacks() {
  for (const [channel, each] of Object.entries(templates)) {
    for (const template of Object.keys(each)) {
      const step = { ...newStep(channel), template }
      const lacks = parametersOf(step).filter(({ required }) => required).map(({ name }) => fieldId(channel, name))
      equal(Object.keys(mistakesIn(only(step))), lacks)
    }
  }
}

export function aTemplateOfOnesOwnHasANameAndLines() {
  const step = { channel: "email", wait: "300", template: OWN, name: "welcome", values: {}, own: "name=Ada\n\nlink=https://a.b/?c=d" }
  equal(requestOf(only(step)).message.email, { template: "welcome", parameters: { name: "Ada", link: "https://a.b/?c=d" } })
  equal(mistakesIn(only(step)), {})
  equal(Object.keys(mistakesIn(only({ ...step, name: " ", own: "no value" }))), ["email-name", "email-own"])
}

export function whatTelesignWouldRefuseIsSaidAtItsField() {
  const [mms, sms] = example.steps
  const steps = [{ ...mms, wait: "29", values: { url: "sale.jpg" } }, { ...sms, values: { text: " " } }]
  const wrong = { to: "+1 555", reference: "é", steps, more: { callback_url: "here" } }
  equal(Object.keys(mistakesIn({ ...example, ...wrong })), ["to", "mms-wait", "mms-url", "sms-text", "reference", "callback_url"])
  equal(Object.keys(mistakesIn({ ...example, reference: "x".repeat(101) })), ["reference"])
  equal(Object.keys(mistakesIn({ ...example, steps: [] })), ["channels"])
  equal(Object.keys(mistakesIn(only({ ...sms, values: { text: "x".repeat(10_240) } }))), ["size"])
}

export function aChannelNeedsWhatItReaches() {
  const byEmail = { ...newStep("email"), name: "welcome" }
  equal(Object.keys(mistakesIn({ ...example, to: "15558675309", steps: [byEmail] })), ["to"])
  equal(Object.keys(mistakesIn({ ...example, to: "ada@example.com" })), ["to"])
  equal(mistakesIn({ ...example, to: "ada@example.com", steps: [byEmail] }), {})
}

export function aChannelStandsOnlyOnce() {
  equal(unusedChannels(example), ["rcs", "whatsapp", "viber", "email"])
}

export function theCurlLineSurvivesQuotes() {
  const line = curlLine(requestOf({ ...example, reference: "Don't" }), { address: "http://127.0.0.1/v1/omnichannel", credentials: "a:b" })
  equal(line.includes(`Don'\\''t`), true)
  equal(line.startsWith("curl http://127.0.0.1/v1/omnichannel \\\n  -u 'a:b' \\\n"), true)
}

export function theLastFourDigitsAreTheScenario() {
  equal(withScenario("15558675309", "0006"), "15558670006")
  equal([scenarioOf("15558670006").digits, scenarioOf("15558671234") ?? null], ["0006", null])
}

export function whatWasSentBecomesADraftAgain() {
  equal(draftOf({ request: requestOf(example), message_type: "MKT" }), example)
  for (const [channel, each] of Object.entries(templates)) {
    for (const template of Object.keys(each)) {
      const values = Object.fromEntries(parametersOf({ channel, template }).map(({ name }) => [name, "1"]))
      const draft = only({ channel, wait: "300", template, values })
      equal(draftOf({ request: requestOf(draft), message_type: "MKT" }), draft)
    }
  }
}

export function whatOneMayNotSeeIsLeftToFillIn() {
  const request = { ...requestOf(example), recipient: { phone_number: "1555•••5309" } }
  request.message.sms.parameters.text = "•••"
  const draft = draftOf({ request, message_type: "MKT" })
  equal([draft.to, draft.steps[1].values.text], ["", ""])
  equal(Object.keys(mistakesIn(draft)), ["to", "sms-text"])
}

export function aSharedTextAndATemplateOfOnesOwnComeBack() {
  const request = {
    channels: [{ channel: "rcs", fallback_time: 60 }, { channel: "whatsapp" }],
    phone_number: "15558675309",
    message: { default: { template: "text", parameters: { text: "Hi" } }, whatsapp: { template: "shipped", parameters: { body_text_1: "42" } } },
    message_type: "ARN",
  }
  const draft = draftOf({ request, message_type: "ARN", label: "spring" })
  equal(draft.steps, [
    { channel: "rcs", wait: "60", template: "text", values: { text: "Hi" } },
    { channel: "whatsapp", wait: "300", template: OWN, name: "shipped", values: {}, own: "body_text_1=42" },
  ])
  equal([draft.to, draft.more], ["15558675309", { label: "spring" }])
}

export function whatTheFormCannotSayIsNoDraft() {
  const request = requestOf(example)
  const details = [
    { request: null },
    { request, message_type: "OTP" },
    { request: { ...request, channels: [{ channel: "pigeon" }] }, message_type: "MKT" },
    { request: { ...request, message: {} }, message_type: "MKT" },
  ]
  equal(details.map((detail) => draftOf(detail) ?? null), [null, null, null, null])
}

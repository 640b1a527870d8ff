import { curlLine, draftOf, example, mistakesIn, requestOf } from "/model/send-draft.js"
import { scenarioOf, withScenario } from "/model/sandbox.js"
import { equal } from "./assert.js"

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

export function noReferenceIsNoMember() {
  equal("external_id" in requestOf({ ...example, reference: "" }), false)
}

export function whatTelesignWouldRefuseIsSaidAtItsField() {
  const wrong = { number: "+1 555", reference: "é", picture: "sale.jpg", wait: "29", text: " " }
  equal(Object.keys(mistakesIn({ ...example, ...wrong })), ["number", "reference", "picture", "wait", "text"])
  equal(Object.keys(mistakesIn({ ...example, reference: "x".repeat(101) })), ["reference"])
}

export function theCurlLineSurvivesQuotes() {
  const line = curlLine({ ...example, text: "Don't" }, { address: "http://127.0.0.1/v1/omnichannel", credentials: "a:b" })
  equal(line.includes(`Don'\\''t`), true)
  equal(line.startsWith("curl http://127.0.0.1/v1/omnichannel \\\n  -u 'a:b' \\\n"), true)
}

export function theLastFourDigitsAreTheScenario() {
  equal(withScenario("15558675309", "0006"), "15558670006")
  equal([scenarioOf("15558670006").digits, scenarioOf("15558671234") ?? null], ["0006", null])
}

export function whatWasSentBecomesADraftAgain() {
  equal(draftOf({ request: requestOf(example), message_type: "MKT" }), example)
}

export function aHiddenNumberIsLeftToFillIn() {
  const request = { ...requestOf(example), recipient: { phone_number: "1555•••5309" } }
  equal(draftOf({ request, message_type: "MKT" }).number, "")
}

export function whatTheFormCannotSayIsNoDraft() {
  const request = requestOf(example)
  const hidden = { ...request, message: { ...request.message, sms: { template: "text", parameters: { text: "•••" } } } }
  const alone = { ...request, channels: [{ channel: "sms" }] }
  const details = [
    { request: null },
    { request, message_type: "OTP" },
    { request: hidden, message_type: "MKT" },
    { request: alone, message_type: "MKT" },
  ]
  equal(details.map((detail) => draftOf(detail) ?? null), [null, null, null, null])
}

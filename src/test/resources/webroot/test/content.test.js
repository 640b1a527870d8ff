import { contents, isHidden } from "/model/content.js"
import { equal } from "./assert.js"

const request = (message, channels = Object.keys(message).map((channel) => ({ channel }))) => ({ request: { channels, message } })

const text = (said) => ({ template: "text", parameters: { text: said } })

export function eachChannelShowsWhatItsRecipientSees() {
  const message = request({ mms: { template: "image", parameters: { url: "https://example.com/a.jpg" } }, sms: text("Hello") })
  equal(contents(message), [
    { channel: "MMS", template: "image", parts: [{ link: "https://example.com/a.jpg", host: "example.com" }] },
    { channel: "SMS", template: "text", parts: [{ text: "Hello" }] },
  ])
}

export function aChannelWithoutWordsOfItsOwnSaysTheDefault() {
  equal(contents(request({ default: text("Hello") }, [{ channel: "rcs" }])), [
    { channel: "RCS", template: "text", parts: [{ text: "Hello" }] },
  ])
}

export function onlyAddressesOfTheWebAreLinks() {
  const [{ parts }] = contents(request({ rcs: { template: "x", parameters: { url: "javascript:alert(1)", n: "1" } } }))
  equal(parts, [
    { name: "url", text: "javascript:alert(1)" },
    { name: "n", text: "1" },
  ])
}

export function whatOneMayNotSeeIsNotShown() {
  const hidden = request({ sms: text("•••") })
  equal([isHidden(hidden), contents(hidden)[0].parts], [true, []])
  equal(isHidden(request({ sms: text("Hello") })), false)
}

export function strangeRequestsShowNothing() {
  equal([{ request: null }, {}, { request: { channels: "x", message: 1 } }, { request: { channels: [null] } }].map(contents), [
    [],
    [],
    [],
    [],
  ])
}

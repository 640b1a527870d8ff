/** The words of the form to send by, and of what becomes of a send to many. */

import { channelWords, count, find } from "./words.js"

/** What TeleSign calls a template, and what people call it. */
const templateNames = {
  text: "Text",
  text_session: "Text within a session",
  text_video: "Text and video",
  image: "Picture",
  image_session: "Picture within a session",
  video: "Video",
  audio: "Sound",
  media: "Picture, video or sound",
  file: "File",
  location: "Place on a map",
  url_action: "Text with a link",
  url_action_video: "Video with a link",
  dial_action: "Text with a number to call",
  "2_suggested_replies": "Text with two answers",
  "3_suggested_replies": "Text with three answers",
  rc_url_action_vertical: "Card with a link, upright",
  rc_url_action_horizontal: "Card with a link, across",
  rc_dial_action_vertical: "Card with a number to call, upright",
  rc_dial_action_horizontal: "Card with a number to call, across",
  otp_verify: "Login code of your own",
  telesign_otp: "Login code made by TeleSign",
  own: "A template of your account",
}

export const templateWords = (template) => find(templateNames, template) ?? template

const parameterNames = {
  text: "Text",
  url: "Address",
  header_url: "Address",
  media_url: "Address of the picture or video",
  url_thumbnail: "Address of the preview",
  open_url: "Address the button opens",
  url_text: "Words on the link",
  url_payload: "What a tap on the link reports",
  url_id: "What a tap on the link reports",
  dial_text: "Words on the call button",
  phone_number_to_dial: "Number to call",
  dial_payload: "What a tap on the call button reports",
  button_text: "Words on the button",
  latitude: "Latitude",
  longitude: "Longitude",
  file_name: "Name of the file",
  reply_id: "What an answer reports back",
  otp_code: "Code",
  language: "Language of the text, such as en",
}

/** A parameter of a template, as a label: "Words on answer 2". */
export function parameterWords(name, required) {
  const [, kind, number] = name.match(/^button_(text|payload)_(\d)$/) ?? []
  const answer = kind === "text" ? `Words on answer ${number}` : `What answer ${number} reports`
  const words = kind ? answer : (find(parameterNames, name) ?? name)
  return required ? words : `${words} (optional)`
}

/** What the form to send by says. */
export const formWords = {
  real: "This is no sandbox: the message goes to a real phone, and TeleSign bills it.",
  step: (channel, index) => `${index === 0 ? "First" : "Then"} by ${channelWords(channel)}`,
  template: "What to send",
  wait: "Seconds to wait for a confirmation",
  name: "Name of the template",
  own: "Its parameters, one in a line: name=value",
  more: "More",
  scenario: "What should happen",
  noScenario: "Any other number · a plausible mix",
  scenarios: "The last four digits of a number tell the sandbox what to play.",
  recipients: ({ recipients, repeated }) =>
    recipients.length > 1
      ? `${count(recipients.length, "recipient")}${repeated > 0 ? `; ${count(repeated, "repetition")} left out` : ""}. Each gets a message of its own.`
      : "One number, or many: paste a list.",
}

/** The members of a request that are rarely used. */
export const moreWords = {
  sender_id: "Sender",
  label: "Label, to find it by",
  callback_url: "Where your application wants the reports",
  originating_ip: "The user's own address (IP)",
  account_lifecycle_event: "What the user is doing",
}

/** What is wrong with what stands in the form, and what to do. */
export const mistakeWords = {
  nobody: "Who is it for? Digits, beginning with the country code, such as 15558675309.",
  tooMany: (most) => `At most ${most.toLocaleString("en")} recipients at once.`,
  noNumber: "Each recipient needs a number for these channels, beginning with the country code.",
  noEmail: "Each recipient needs an e-mail address for the email channel, such as “15558675309 ada@example.com”.",
  recipients: (wrong) => `Not a number: ${wrong.slice(0, 3).map(({ line, text }) => `“${text.slice(0, 40)}” in line ${line}`).join(", ")}${wrong.length > 3 ? ` and ${wrong.length - 3} more` : ""}. Digits, beginning with the country code, such as 15558675309.`,
  reference: "At most 100 characters, and only plain ASCII ones.",
  noChannel: "Add a channel to send by.",
  wait: "Between 30 and 3600 seconds.",
  text: "The text to send.",
  line: "One line of text.",
  url: "A public address that begins with https://.",
  phone: "Digits, with a + in front where it is international.",
  latitude: "A number from -90 to 90.",
  longitude: "A number from -180 to 180.",
  name: "The name of the template, as it stands at TeleSign.",
  own: "One parameter in a line, such as header_url=https://example.com/a.jpg.",
  size: (bytes) => `TeleSign takes at most 10,240 bytes; this is ${bytes.toLocaleString("en")}. Shorten the message.`,
}

/** How a text goes by SMS. */
export function smsWords({ encoding, parts, left, forcedBy, at }) {
  const forced = forcedBy ? `, because of “${forcedBy}” at character ${at}` : ""
  return `${count(parts, "part")} in ${encoding}${forced} · ${count(left, "character")} left`
}

/** How a send to many goes. */
export const batchWords = {
  title: ({ total, running, left }) =>
    `${running ? "Sending to" : left > 0 ? "Stopped on the way to" : "Sent to"} ${count(total, "recipient")}`,
  counts: ({ sent, refused, unknown, left }) =>
    [
      `${sent.toLocaleString("en")} taken by TeleSign`,
      refused > 0 && `${refused.toLocaleString("en")} refused`,
      unknown > 0 && `${unknown.toLocaleString("en")} not known`,
      left > 0 && `${left.toLocaleString("en")} left`,
    ]
      .filter(Boolean)
      .join(" · "),
  more: (number) => `And ${number.toLocaleString("en")} more.`,
  stopped: (why) => `${why} Those left were not sent to; go on when it is mended.`,
}

import { OpenRecipient } from "/model/open-recipient.js"
import { equal } from "./assert.js"
import { delivered, reported } from "./events.js"
import { message, recipient } from "./recipients.js"

const changed = (target) => new Promise((resolve) => target.addEventListener("change", resolve, { once: true }))

export async function isReadAgainWhenTheFeedTellsOfOneOfItsMessages() {
  const answers = [recipient({ messages: [message(1)] }), recipient({ at: "later" })]
  const open = new OpenRecipient(async () => answers.shift())
  await open.open("token")
  open.hear([reported(2, "mms", delivered)])
  await changed(open)
  equal(open.recipient.at, "later")
}

export async function whatWasReadStaysWhileItIsReadAgain() {
  let answer
  const answers = [Promise.resolve(recipient()), new Promise((resolve) => (answer = resolve))]
  const open = new OpenRecipient(() => answers.shift())
  await open.open("token")
  const again = open.open("token")
  equal(open.recipient.phone_number, "1555•••5309")
  answer(recipient({ phone_number: null }))
  await again
  equal(open.recipient.phone_number, null)
}

export async function anAnswerForOneThatWasLeftIsDropped() {
  let answer
  const open = new OpenRecipient((token) => new Promise((resolve) => token === "one" && (answer = resolve)))
  const first = open.open("one")
  open.open("two")
  answer(recipient())
  await first
  equal(open.recipient, null)
}

export async function saysWhyItCouldNotBeRead() {
  const open = new OpenRecipient(async () => {
    throw new Error("This address stands for no recipient.")
  })
  await open.open("token")
  equal(open.problem.message, "This address stands for no recipient.")
}

import { OpenMessage } from "/model/open-message.js"
import { equal } from "./assert.js"
import { delivered, id, reported, row } from "./events.js"

const changed = (target) => new Promise((resolve) => target.addEventListener("change", resolve, { once: true }))

export async function isReadAgainWhenTheFeedTellsOfIt() {
  const answers = [row(1), row(1, { seq: 2, summary: "New." })]
  const open = new OpenMessage(async () => answers.shift())
  await open.open(id(1))
  open.hear([reported(2, "mms", delivered)])
  await changed(open)
  equal(open.message.summary, "New.")
}

export async function anOlderReadingDoesNotReplaceANewerOne() {
  const open = new OpenMessage(async () => row(1, { seq: 5 }))
  await open.open(id(1))
  open.show(row(1, { seq: 4, summary: "Old." }))
  equal(open.message.seq, 5)
}

export async function anAnswerForAMessageThatWasLeftIsDropped() {
  let answer
  const open = new OpenMessage(() => new Promise((resolve) => (answer = resolve)))
  const first = open.open(id(1))
  const late = answer
  open.open(id(2))
  late(row(1))
  await first
  equal(open.message, null)
}

export async function saysWhyItCouldNotBeRead() {
  const open = new OpenMessage(async () => {
    throw new Error("No message has this id.")
  })
  await open.open(id(1))
  equal(open.problem.message, "No message has this id.")
}

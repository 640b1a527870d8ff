import { Finding } from "/model/finding.js"
import { equal } from "./assert.js"

export async function keepsWhatWasAskedAndFound() {
  const finding = new Finding(async (text) => ({ about: text }))
  await finding.look("  5309 ")
  equal([finding.text, finding.asked, finding.found, finding.busy], ["  5309 ", "5309", { about: "5309" }, false])
}

export async function nothingIsAskedForNothing() {
  let asked = 0
  const finding = new Finding(async () => asked++)
  await finding.look("   ")
  equal([asked, finding.asked], [0, null])
}

export async function onlyTheLastAnswerCounts() {
  const answers = []
  const finding = new Finding(() => new Promise((resolve) => answers.push(resolve)))
  const looked = [finding.look("first"), finding.look("second")]
  answers[1]("second's")
  answers[0]("first's")
  await Promise.all(looked)
  equal([finding.found, finding.busy], ["second's", false])
}

export async function saysWhyNothingCouldBeFound() {
  const finding = new Finding(async () => {
    throw new Error("The relay did not answer.")
  })
  await finding.look("5309")
  equal([finding.problem.message, finding.found, finding.busy], ["The relay did not answer.", null, false])
}

export async function forgetsAlsoWhatIsStillBeingLookedFor() {
  let answer
  const finding = new Finding(() => new Promise((resolve) => (answer = resolve)))
  const looked = finding.look("5309")
  finding.forget()
  answer("found")
  await looked
  equal([finding.text, finding.asked, finding.found, finding.busy], ["", null, null, false])
}

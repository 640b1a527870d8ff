import { recipientsIn } from "/model/recipients.js"
import { equal } from "./assert.js"

const numbers = (text) => recipientsIn(text).recipients.map((each) => each.phone_number)

export function numbersAreReadAsPeopleWriteThem() {
  for (const text of ["15558675309", "+1 555 867 5309", "+1 (555) 867-5309", "001.555.867.5309", " 1555\u00a0867\u20115309 "]) {
    equal(numbers(text), ["15558675309"])
  }
}

export function manyArePartedAsPeoplePasteThem() {
  const many = ["15558675301", "15558675302", "15558675303"]
  for (const between of ["\n", "\r\n", ",", ", ", ";", "\t", " "]) equal(numbers(many.join(between)), many)
}

export function eachIsThereOnce() {
  const { recipients, repeated } = recipientsIn("15558675309\n+1 555 867 5309, 15558675310")
  equal([recipients.length, repeated], [2, 1])
}

export function whatIsNoRecipientIsNamedByItsLine() {
  const { wrong, recipients } = recipientsIn("15558675309\n\nAda, 12\nada@example\nx")
  equal(wrong, [{ line: 3, text: "Ada" }, { line: 3, text: "12" }, { line: 4, text: "ada@example" }, { line: 5, text: "x" }])
  equal([wrong.length, recipients.length], [4, 1])
}

export function anEmailAddressStandsAloneOrBesideANumber() {
  equal(recipientsIn("ada@example.com\n15558675309 bob@example.com").recipients, [
    { email: "ada@example.com" },
    { phone_number: "15558675309", email: "bob@example.com" },
  ])
}

export function nothingIsNobody() {
  equal(recipientsIn(" \n, ;"), { recipients: [], wrong: [], repeated: 0 })
}

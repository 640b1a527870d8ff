import { channelWords, count, list, statusWords, typeWords } from "/model/words.js"
import { equal } from "./assert.js"
import { status } from "./events.js"

export function everyOutcomeHasWordsAndATone() {
  const outcomes = ["in_progress", "delivered", "read", "failed", "rejected", "blocked", "unconfirmed"]
  equal(
    outcomes.map((outcome) => Object.values(statusWords(status(1, outcome))).join(": ")),
    [
      "In progress: progress",
      "Confirmed on phone: good",
      "Read: good",
      "Failed: bad",
      "Not accepted: bad",
      "Blocked: bad",
      "Sent, no receipt available: caution",
    ],
  )
}

export function someCodesHaveWordsOfTheirOwn() {
  equal(statusWords(status(3056, "failed")).text, "No confirmation in time")
  equal(statusWords(status(3002, "in_progress")).text, "With the carrier")
}

export function aCodeThatSettlesNothingKeepsTheWordsOfItsOutcome() {
  equal(statusWords(status(3056, "in_progress")).text, "In progress")
}

export function whatNobodyKnowsIsShownAsItIs() {
  equal(
    [channelWords("constructor"), typeWords("toString"), statusWords(status(1, "valueOf")).text],
    ["constructor", "toString", "valueOf"],
  )
}

export function numbersAndListsReadAsASentenceDoes() {
  equal([count(1, "message"), count(1200, "message")], ["1 message", "1,200 messages"])
  equal(list(["by MMS", "by SMS"]), "by MMS and by SMS")
}

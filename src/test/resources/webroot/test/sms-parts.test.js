import { smsParts } from "/model/sms-parts.js"
import { equal } from "./assert.js"

const of = (text) => {
  const { encoding, parts, left } = smsParts(text)
  return [encoding, parts, left]
}

export function plainLettersTakeOnePlaceEach() {
  equal(of(""), ["GSM-7", 1, 160])
  equal(of("a".repeat(160)), ["GSM-7", 1, 0])
  equal(of("a".repeat(161)), ["GSM-7", 2, 145])
  equal(of("é".repeat(306)), ["GSM-7", 2, 0])
  equal(of("a".repeat(307)), ["GSM-7", 3, 152])
}

export function someSignsTakeTwoPlacesAndAreNeverCut() {
  equal(of("€".repeat(80)), ["GSM-7", 1, 0])
  equal(of("€".repeat(81)), ["GSM-7", 2, 143])
  equal(of("a".repeat(152) + "€" + "a".repeat(10)), ["GSM-7", 2, 141])
}

export function oneForeignCharacterForcesUcs2() {
  equal(smsParts("Café ✓"), { encoding: "UCS-2", parts: 1, left: 64, forcedBy: "✓", at: 6 })
  equal(smsParts("`").forcedBy, "`")
  equal(of("я".repeat(70)), ["UCS-2", 1, 0])
  equal(of("я".repeat(71)), ["UCS-2", 2, 63])
}

export function anEmojiTakesTwoPlacesAndIsNeverCut() {
  equal(of("😀".repeat(35)), ["UCS-2", 1, 0])
  equal(of("😀".repeat(36)), ["UCS-2", 2, 61])
}

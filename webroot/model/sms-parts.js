/** How a text goes by SMS (GSM 03.38): which characters it takes, and how many parts it is billed as. */

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
/** Each of these takes the room of two. */
const EXTENDED = "\f^{}\\[~]|€"

const gsm = { encoding: "GSM-7", alone: 160, together: 153 }
const ucs2 = { encoding: "UCS-2", alone: 70, together: 67 }

/**
 * - `encoding`: GSM-7, or UCS-2 where one character forces it; that one is `forcedBy`, with its place `at`, from 1
 * - `parts`: how many messages carry it; `left`: characters that still fit into the last one
 */
export function smsParts(text) {
  const characters = [...text]
  const foreign = characters.findIndex((each) => !BASIC.includes(each) && !EXTENDED.includes(each))
  const rules = foreign < 0 ? gsm : ucs2
  const sizes = characters.map((each) => (foreign < 0 ? 1 + EXTENDED.includes(each) : each.length))
  return {
    encoding: rules.encoding,
    ...filled(sizes, rules),
    ...(foreign >= 0 && { forcedBy: characters[foreign], at: foreign + 1 }),
  }
}

/** No character is cut in two: what does not fit into a part begins the next. */
function filled(sizes, { alone, together }) {
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  if (whole <= alone) return { parts: 1, left: alone - whole }
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > together) {
      parts += 1
      used = 0
    }
    used += size
  }
  return { parts, left: together - used }
}

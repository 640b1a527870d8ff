/**
 * Who stands in a pasted text: `{recipients, wrong, repeated}`. Recipients are parted by line ends, commas, semicolons or
 * tabs; whole numbers also by blanks. What people put into numbers to read them, such as +1 (555) 867-5309, is left out.
 *
 * - `recipients`: `[{phone_number, email}]`, as TeleSign takes them, each once
 * - `wrong`: `[{line, text}]`, what is neither a number nor an e-mail address
 * - `repeated`: how many were there before
 */
export function recipientsIn(text) {
  const found = new Map()
  const wrong = []
  let repeated = 0
  for (const { line, text: piece } of pieces(text)) {
    const recipient = recipientOf(piece)
    const key = JSON.stringify(recipient)
    if (!recipient) wrong.push({ line, text: piece })
    else if (found.has(key)) repeated += 1
    else found.set(key, recipient)
  }
  return { recipients: [...found.values()], wrong, repeated }
}

function pieces(text) {
  return text.split(/\r\n|\r|\n/).flatMap((row, index) =>
    row
      .split(/[,;\t]/)
      .flatMap(numbersOf)
      .map((piece) => ({ line: index + 1, text: piece.trim() }))
      .filter((piece) => piece.text),
  )
}

/** Blanks part numbers that are whole in themselves; else they are there to read one number. */
function numbersOf(piece) {
  const words = piece.trim().split(/\s+/)
  return words.length > 1 && words.every((word) => /^\+?\d{10,15}$/.test(word)) ? words : [piece]
}

function recipientOf(piece) {
  const words = piece.split(/\s+/)
  const emails = words.filter((word) => word.includes("@"))
  const number = digitsOf(words.filter((word) => !word.includes("@")).join(""))
  if (emails.length > 1 || emails.some((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))) return null
  if (number === null || (!number && emails.length === 0)) return null
  return { ...(number && { phone_number: number }), ...(emails.length > 0 && { email: emails[0] }) }
}

/** Empty where there is none, nothing where it is no number. */
function digitsOf(text) {
  const digits = text.replace(/[().\-\u00a0\u2011/]/g, "").replace(/^(\+|00)/, "")
  return digits === "" || /^\d{7,15}$/.test(digits) ? digits : null
}

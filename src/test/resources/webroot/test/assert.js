export function equal(actual, expected) {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value, null, 1))
  if (is !== should) throw new Error(`expected ${should}\nbut was  ${is}`)
}

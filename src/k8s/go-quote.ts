const plain = /^[ !#-[\]-~]*$/
const escapes = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
])

/** A text as Go's `%q` prints it. Mirrors strconv.Quote. */
export function goQuote(text: string): string {
  if (plain.test(text)) return `"${text}"`
  // these classes of characters take longer to read than a small manifest
  const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u
  let quoted = ''
  for (const character of text.replace(/\p{Surrogate}/gu, '\ufffd'))
    quoted += escapes.get(character) ?? (printable.test(character) ? character : escaped(character))
  return `"${quoted}"`
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!
  if (code < 0x80) return `\\x${hex(code, 2)}`
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

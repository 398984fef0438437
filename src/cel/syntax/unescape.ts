const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
  '?': '?',
}

/** The text that a string literal stands for; undefined where an escape names no character. Mirrors cel-go parser/unescape.go, v0.26. */
export function unescapeString(literal: string): string | undefined {
  const { body, raw } = bodyOf(literal)
  if (raw || !body.includes('\\')) return body
  let valid = true
  const text = body.replace(
    /\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]))/g,
    (_, byte, short, long, octal, sign) => {
      if (sign !== undefined) return simple[sign] ?? sign
      const code = octal === undefined ? Number.parseInt(byte ?? short ?? long, 16) : Number.parseInt(octal, 8)
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
        valid = false
        return ''
      }
      return String.fromCodePoint(code)
    }
  )
  return valid ? text : undefined
}

/** The bytes that a literal without its `b` stands for; undefined where an escape is none of a byte. */
export function unescapeBytes(literal: string): Uint8Array | undefined {
  const { body, raw } = bodyOf(literal)
  const encoder = new TextEncoder()
  if (raw || !body.includes('\\')) return encoder.encode(body)
  const parts: Uint8Array[] = []
  for (const [part, byte, short, octal, sign, plain] of body.matchAll(
    /\\(?:[xX]([0-9a-fA-F]{2})|([uU])|([0-3][0-7]{2})|([\s\S]))|([^\\]+)/g
  )) {
    if (short !== undefined) return undefined
    if (byte !== undefined) parts.push(Uint8Array.of(Number.parseInt(byte, 16)))
    else if (octal !== undefined) parts.push(Uint8Array.of(Number.parseInt(octal, 8)))
    else parts.push(encoder.encode(sign === undefined ? (plain ?? part) : (simple[sign] ?? sign)))
  }
  return Buffer.concat(parts)
}

function bodyOf(literal: string): { readonly body: string; readonly raw: boolean } {
  const raw = /^[rR]/.test(literal)
  const unprefixed = (raw ? literal.slice(1) : literal).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const triple = unprefixed.length >= 6 && /^(?:"""|''')/.test(unprefixed)
  return { body: triple ? unprefixed.slice(3, -3) : unprefixed.slice(1, -1), raw }
}

/** One clause of a format string: `%.3f` is the verb `f` of precision 3. */
export interface FormatClause {
  readonly verb: string
  readonly precision: number | undefined
}

/** A part of a format string: text as it stands, a clause, or what keeps it from being one. */
export type FormatPart = string | FormatClause | { readonly error: string }

const defaultVerbs = new Set(['s', 'd', 'f', 'e', 'b', 'x', 'X', 'o'])

/** The kinds of values that each verb takes, and what it says of others. Mirrors cel-go ext/formatting.go, v0.26. */
export const formatVerbs: ReadonlyMap<string, { readonly kinds: readonly string[]; readonly message: string }> = new Map([
  [
    's',
    {
      kinds: ['list', 'map', 'int', 'uint', 'double', 'bool', 'string', 'timestamp', 'bytes', 'duration', 'type', 'null'],
      message: 'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
    },
  ],
  ['d', { kinds: ['int', 'uint'], message: 'decimal clause can only be used on integers' }],
  ['f', { kinds: ['double', 'string'], message: 'fixed-point clause can only be used on doubles' }],
  ['e', { kinds: ['double', 'string'], message: 'scientific clause can only be used on doubles' }],
  ['b', { kinds: ['int', 'uint', 'bool'], message: 'only integers and bools can be formatted as binary' }],
  ['x', { kinds: ['int', 'uint', 'string', 'bytes'], message: 'only integers, byte buffers, and strings can be formatted as hex' }],
  ['o', { kinds: ['int', 'uint'], message: 'octal clause can only be used on integers' }],
])

/** Splits a format string; parts end with the first error. */
export function formatParts(format: string): FormatPart[] {
  const parts: FormatPart[] = []
  let text = ''
  for (let at = 0; at < format.length; ) {
    if (format[at] !== '%') text += format[at++]
    else if (format[at + 1] === '%') {
      text += '%'
      at += 2
    } else {
      parts.push(text)
      text = ''
      const { part, end } = clauseAt(format, at + 1)
      parts.push(part)
      if ('error' in part) return parts
      at = end
    }
  }
  parts.push(text)
  return parts
}

function clauseAt(format: string, at: number): { readonly part: FormatClause | { readonly error: string }; readonly end: number } {
  if (at >= format.length) return { part: { error: 'unexpected end of string' }, end: at }
  const [written, digits] = /^\.(\d*)/.exec(format.slice(at)) ?? ['', undefined]
  const end = at + written.length
  if (digits !== undefined && end >= format.length)
    return parsing('error while parsing precision: could not find end of precision specifier', end)
  if (digits === '')
    return parsing(
      'error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax',
      end
    )
  const verb = format[end]!
  if (!defaultVerbs.has(verb)) return parsing(`unrecognized formatting clause "${verb}"`, end)
  return { part: { verb, precision: digits === undefined ? undefined : Number(digits) }, end: end + 1 }
}

function parsing(error: string, end: number): { readonly part: { readonly error: string }; readonly end: number } {
  return { part: { error: `could not parse formatting clause: ${error}` }, end }
}

/** The parts of a field error's text: `Invalid value: -1: must be greater than 0`. */
export interface ServerWords {
  readonly type: string
  /** As the server prints it; absent where the type has no value or the server omits it. */
  readonly value?: string
  readonly detail: string
}

const withValue = new Set(['Invalid value', 'Unsupported value', 'Duplicate value', 'Not found', 'Too many', 'Too long'])

/** Takes the text of a field error apart. Mirrors apimachinery pkg/util/validation/field/errors.go Error.ErrorBody, v1.36. */
export function splitServerWords(message: string): ServerWords {
  const colon = message.indexOf(': ')
  if (colon === -1) return { type: message, detail: '' }
  const type = message.slice(0, colon)
  const rest = message.slice(colon + 2)
  if (!withValue.has(type)) return { type, detail: rest }
  const end = endOfValue(rest)
  if (end === rest.length) return type === 'Too long' || type === 'Too many' ? { type, detail: rest } : { type, value: rest, detail: '' }
  return { type, value: rest.slice(0, end), detail: rest.slice(end + 2) }
}

/** Where a value that Go printed ends: a quoted text, a JSON object or list, or a word. */
function endOfValue(text: string): number {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    else if (char === ':' && depth === 0 && text[i + 1] === ' ') return i
  }
  return text.length
}

/** The detail as part of a sentence: without the examples and patterns that the server adds in brackets, and without a full stop. */
export function shortDetail(detail: string): string {
  return detail.replace(/ \((?:e\.g\.|regex used).*\)$/s, '').replace(/\.$/, '')
}

/** The texts that the server lists in quotes: `supported values: "Always", "Never"`. */
export function quotedTexts(detail: string): readonly string[] {
  return [...detail.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1]!)
}

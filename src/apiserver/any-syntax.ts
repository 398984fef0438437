import { goQuote } from '../k8s/go-quote.ts'

/** JSON of any kind as Go's syntax shows what it was read into. */
export function anySyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(anySyntax).join(', ')}}`
  if (isStruct(value)) {
    const entries = Object.keys(value)
      .sort()
      .map(key => `${goQuote(key)}:${anySyntax(value[key])}`)
    return `map[string]interface {}{${entries.join(', ')}}`
  }
  if (value === null || value === undefined) return 'interface {}(nil)'
  return typeof value === 'string' ? goQuote(value) : String(value)
}

function isStruct(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

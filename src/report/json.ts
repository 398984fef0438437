import { escapeJson } from './escape.ts'

/** A result as JSON for people and files: two spaces of indent, a newline at the end. */
export function jsonText(result: unknown): string {
  return `${escapeJson(stringify(result, 2))}\n`
}

/** A result as one line of JSON, its newline included. */
export function jsonLine(result: unknown): string {
  return `${escapeJson(stringify(result, 0))}\n`
}

function stringify(result: unknown, indent: number): string {
  try {
    return JSON.stringify(result, undefined, indent)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return stringifyBigints(result, indent)
  }
}

/** Integers beyond 2^53 as digits, which JSON.stringify refuses to write. */
function stringifyBigints(result: unknown, indent: number): string {
  const text = JSON.stringify(result, (_, value: unknown) => (typeof value === 'bigint' ? 0 : value))
  let mark = 'integer'
  while (text.includes(mark)) mark += '-'
  const marked = JSON.stringify(result, (_, value: unknown) => (typeof value === 'bigint' ? `${mark}${value}` : value), indent)
  return marked.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1')
}

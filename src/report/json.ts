import { escapeJson } from './escape.ts'

/** A result as JSON for people and files: two spaces of indent, a newline at the end. */
export function jsonText(result: unknown): string {
  return `${escapeJson(stringify(result, 2))}\n`
}

const itemsAtOnce = 100

/** The same text in pieces, so that a result of any length can be written. */
export function* jsonParts(result: object): Iterable<string> {
  yield* objectParts(result, 1)
  yield '\n'
}

/** An object whose entries are that deep. */
function* objectParts(object: object, depth: number): Iterable<string> {
  const indent = '  '.repeat(depth)
  let separator = '{'
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue
    yield `${separator}\n${indent}${JSON.stringify(key)}: `
    separator = ','
    if (Array.isArray(value) && value.length > itemsAtOnce) {
      for (let i = 0; i < value.length; i += itemsAtOnce)
        yield `${i === 0 ? '[' : ','}\n${indent}  ${partText(value.slice(i, i + itemsAtOnce), depth)}`
      yield `\n${indent}]`
    } else if (isLong(value)) yield* objectParts(value, depth + 1)
    else yield partText([value], depth - 1)
  }
  yield separator === '{' ? '{}' : `\n${'  '.repeat(depth - 1)}}`
}

function isLong(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).some(item => Array.isArray(item) && item.length > itemsAtOnce)
}

/** Values as they stand in a list whose own brackets are that deep, without the brackets. */
function partText(values: readonly unknown[], depth: number): string {
  let wrapped: readonly unknown[] = values
  let before = 0
  let behind = 0
  for (let level = 0; level <= depth; level++) {
    if (level > 0) wrapped = [wrapped]
    before += '[\n'.length + 2 * (level + 1)
    behind += '\n]'.length + 2 * level
  }
  return escapeJson(stringify(wrapped, 2).slice(before, -behind))
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

import { blockFrom, type Line, lineAt, lineBelow } from './lines.ts'
import type { TextEdit } from './repair.ts'

/** An entry of a block mapping: its lines, and the column of its key. */
interface Entry {
  readonly lines: readonly Line[]
  readonly key: number
  readonly column: number
  /** The dash of an item stands before the key. */
  readonly behindDash: boolean
}

/** The edit that takes an entry out of its block mapping; undefined where brackets hold it, or where it is all that an item has. */
export function withoutEntry(text: string, keyStart: number): TextEdit | undefined {
  const entry = entryAt(text, keyStart)
  return entry === undefined ? undefined : removal(text, entry)
}

/** The lines of an entry as they would stand at another column. */
export function entryText(text: string, keyStart: number, column: number): string | undefined {
  const entry = entryAt(text, keyStart)
  if (entry === undefined) return undefined
  const by = column - entry.column
  return entry.lines
    .map(({ start, content, end, isBlank }, index) => {
      const from = index === 0 ? keyStart : content
      const indent = (index === 0 ? keyStart : content) - start + by
      if (isBlank && text.slice(content, end).trim() === '') return text.slice(content, end)
      return ' '.repeat(Math.max(0, indent)) + withLineBreak(text.slice(from, end))
    })
    .join('')
}

/** Where an entry that follows this one in its mapping would stand, and at which column. */
export function behindEntry(text: string, keyStart: number): { readonly at: number; readonly column: number } | undefined {
  const entry = entryAt(text, keyStart)
  return entry === undefined ? undefined : { at: entry.lines.at(-1)!.end, column: entry.column }
}

export function withLineBreak(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`
}

function removal(text: string, { lines, key, column, behindDash }: Entry): TextEdit | undefined {
  const { end } = lines.at(-1)!
  if (!behindDash) return { start: lines[0]!.start, end, text: '' }
  const next = end >= text.length ? undefined : lineAt(text, end)
  return next?.column === column && !next.isBlank ? { start: key, end: next.content, text: '' } : undefined
}

function entryAt(text: string, keyStart: number): Entry | undefined {
  const first = lineAt(text, keyStart)
  const before = text.slice(first.start, keyStart)
  if (!/^(?: |-(?= ))*$/.test(before)) return undefined
  const column = keyStart - first.start
  const lines = [...blockFrom(text, first, column + 1)]
  // the items of a list may stand at the column of its key
  if (lines.length === 1 && /^[^#\n]*:[ \t]*(?:#[^\n]*)?\r?\n?$/.test(text.slice(keyStart, first.end))) {
    let next = lineBelow(text, first)
    while (next !== undefined && next.column === column && next.isItem) {
      const item = blockFrom(text, next, column + 1)
      lines.push(...item)
      next = lineBelow(text, item.at(-1)!)
    }
  }
  return { lines, key: keyStart, column, behindDash: before.includes('-') }
}

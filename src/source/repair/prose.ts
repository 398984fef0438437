import { isProse, isShell } from '../yaml/prose.ts'
import { type Line, lineAt } from './lines.ts'
import type { Repair, TextEdit } from './repair.ts'

const keyLine = /^\s*(?:- )*["']?[\w./-]+["']?[ \t]*:(?:\s|$)/
const objectStart = /^["']?(?:apiversion|kind)["']?[ \t]*:\s/im

/**
 * Takes lines that are no YAML out of a manifest: commands and what a terminal printed are removed, sentences become comments. Between two
 * objects a separator takes their place.
 */
export function withoutProse(text: string, at: number): Repair {
  const first = lineAt(text, at)
  const lines = proseFrom(text, first)
  const last = lines.at(-1)!
  const isShells = isShell(text.slice(first.content, first.end).trim())
  const separates = lines.some(line => isSeparator(text, line)) ? false : isBetweenObjects(text, first.start, last.end)
  const edits: TextEdit[] = isShells
    ? [{ start: first.start, end: last.end, text: separates ? '---\n' : '' }]
    : [
        ...(separates ? [{ start: first.start, end: first.start, text: '---\n' }] : []),
        ...lines
          .filter(({ content, end }) => text.slice(content, end).trim() !== '')
          .map(({ start }) => ({ start, end: start, text: '# ' })),
      ]
  const what = lines.length === 1 ? 'the line' : `the ${lines.length} lines`
  return { title: isShells ? `Remove ${what}` : `Make ${what} a comment`, safe: true, edits: merged(edits) }
}

/** Two insertions at one place are one edit. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const [first, second, ...rest] = edits
  if (first === undefined || second === undefined || first.start !== second.start || first.end !== second.end) return edits
  return [{ ...first, text: first.text + second.text }, ...rest]
}

/** The line and those below it that are no YAML either; what a command printed goes with it, up to an empty line or a key. */
function proseFrom(text: string, first: Line): readonly Line[] {
  const lines = [first]
  let isOutput = isShell(text.slice(first.content, first.end).trim())
  for (let line = first; line.end < text.length; ) {
    line = lineAt(text, line.end)
    const content = text.slice(line.content, line.end).trim()
    if (content === '' || content.startsWith('#') || isSeparator(text, line) || keyLine.test(content)) break
    if (isProse(content)) isOutput ||= isShell(content)
    else if (!isOutput) break
    lines.push(line)
  }
  return lines
}

function isSeparator(text: string, { start }: Line): boolean {
  return text.startsWith('---', start)
}

/** Whether an object stands above in the same document, and another begins below. */
function isBetweenObjects(text: string, start: number, end: number): boolean {
  const above = text.slice(text.startsWith('---') && start < 4 ? 0 : Math.max(0, text.lastIndexOf('\n---', start - 1)), start)
  const below = /^(?:\s*(?:#[^\n]*)?\n)*/.exec(text.slice(end))![0].length + end
  const next = text.slice(below, text.indexOf('\n', below) === -1 ? text.length : text.indexOf('\n', below) + 1)
  return objectStart.test(above) && /^["']?(?:apiversion|kind)["']?[ \t]*:\s/i.test(next)
}

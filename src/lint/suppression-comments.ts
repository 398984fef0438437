import type { SourceDocument } from '../source/source-document.ts'
import type { SourceFile, Span } from '../source/source-file.ts'
import { parseWish, type Suppression } from './suppression.ts'

const form = /#[ \t]*seatrial-ignore(-file)?(?![\w-])[ \t:]*(.*)$/

/**
 * What the comments of a document suppress: `# seatrial-ignore <rule>: reason` behind something covers its line, on a line of its own what
 * follows with all below it; `# seatrial-ignore-file` covers the file, without a rule every finding in it.
 */
export function commentSuppressions(document: SourceDocument): readonly Suppression[] {
  return document.markers.flatMap(span => {
    const { file } = document
    const text = file.text.slice(span.start, span.end)
    const match = form.exec(text)
    if (match === null) return []
    const [, isFile, rest = ''] = match
    const hasRule = /^[^\s:]+\/|^\*/.test(rest)
    const wish = isFile !== undefined && !hasRule ? { names: ['*'], reason: rest.trim() } : parseWish(rest)
    const scope = isFile === undefined ? lineScope(file, span) : ({ file: true } as const)
    return [{ document, span: { file, start: span.start + match.index, end: span.end }, scope, ...wish }]
  })
}

function lineScope(file: SourceFile, { start }: Span): Suppression['scope'] {
  const { line, column } = file.position(start)
  const isAlone =
    file
      .line(line)
      .slice(0, column - 1)
      .trim() === ''
  if (!isAlone) return { line, block: false }
  let next = line + 1
  while (next <= file.lineCount && /^\s*(?:#.*)?$/.test(file.line(next))) next++
  return { line: next, block: true }
}

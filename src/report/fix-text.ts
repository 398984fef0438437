import type { FixOutcome } from '../fix-pipeline.ts'
import { painter } from './colors.ts'
import { counted } from './counts.ts'
import { joinLines } from './escape.ts'
import { findingLine } from './finding-line.ts'

/** What was mended and what is left, for people; `wouldBe` where nothing was written. */
export function fixText({ files, applied, last }: FixOutcome, options: { readonly color: boolean; readonly wouldBe: boolean }): string {
  const paint = painter(options.color)
  const changed = files.filter(({ before, text }) => text !== before).length
  const made = applied.map(({ file, line, column, title, rule }) => `  ${file}:${line}:${column}: ${title} [${rule}]`)
  const verb = options.wouldBe ? 'would be made' : 'made'
  const head = applied.length === 0 ? 'Nothing to fix.' : `${counted(applied.length, 'fix')} ${verb} in ${counted(changed, 'file')}:`
  const left = last.diagnostics.map(diagnostic => `  ${findingLine(diagnostic, paint)}`)
  return joinLines([head, ...made, ...(left.length === 0 ? [] : ['', `Left for you, ${counted(left.length, 'finding')}:`, ...left])])
}

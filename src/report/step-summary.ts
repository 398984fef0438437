import type { Diagnostic, Severity } from '../lint/diagnostic.ts'
import type { CheckOutcome } from '../outcome.ts'
import { counted } from './counts.ts'
import { escapeMarkdown } from './escape.ts'
import { boundedText } from './message-text.ts'
import { placeResult } from './results/place.ts'
import { openQuestions, uncheckedLines, unknownKindLines, verdictSentence } from './verdict.ts'

/** GitHub takes 1 MiB of one step; what follows the tables has its room too. */
const byteLimit = 1_000_000
const tableLimit = 900_000
const questionLimit = 10

/** The summary of a step of GitHub Actions, in Markdown: the verdict, the errors, the rest folded; never more than 1 MB. */
export function summaryMarkdown(outcome: CheckOutcome): string {
  const head = `### seatrial\n\n${escapeMarkdown(verdictSentence(outcome))}\n`
  const notes = [
    ...uncheckedLines(outcome),
    ...unknownKindLines(outcome),
    ...openQuestions(outcome.unknowns, questionLimit).map(question => `Not answered: ${question}`),
  ].map(note => `- ${escapeMarkdown(note)}\n`)
  const budget = { bytes: tableLimit }
  const of = (severity: Severity): readonly Diagnostic[] => outcome.diagnostics.filter(diagnostic => diagnostic.severity === severity)
  const parts = [
    table(of('error'), 'error', budget),
    folded(of('warning'), 'warning', budget),
    folded(of('info'), 'note', budget),
    listWithin(notes, byteLimit - tableLimit - Buffer.byteLength(head) - 1000),
  ]
  return [head, ...parts.filter(part => part !== '')].join('\n')
}

function folded(diagnostics: readonly Diagnostic[], noun: string, budget: { bytes: number }): string {
  if (diagnostics.length === 0) return ''
  return `<details>\n<summary>${counted(diagnostics.length, noun)}</summary>\n\n${table(diagnostics, noun, budget)}\n</details>\n`
}

function table(diagnostics: readonly Diagnostic[], noun: string, budget: { bytes: number }): string {
  if (diagnostics.length === 0) return ''
  const rows: string[] = []
  for (const diagnostic of diagnostics) {
    const row = rowOf(diagnostic)
    budget.bytes -= Buffer.byteLength(row)
    if (budget.bytes < 0) break
    rows.push(row)
  }
  const left = diagnostics.length - rows.length
  const more = left === 0 ? '' : `\n${counted(left, `more ${noun}`)} in the log.\n`
  return rows.length === 0 ? more.trimStart() : `| Place | Finding | What to write |\n|---|---|---|\n${rows.join('')}${more}`
}

function rowOf({ span, message, rule, component, help = '' }: Diagnostic): string {
  const { file, line, column } = placeResult(span)
  const place = `<code>${escapeMarkdown(boundedText(file))}:${line}:${column}</code>`
  const words =
    component === undefined ? '' : `<br>${escapeMarkdown(component.name)}: <i>${escapeMarkdown(boundedText(component.sentence))}</i>`
  return `| ${place} | ${escapeMarkdown(boundedText(message))} <sub>${escapeMarkdown(rule)}</sub>${words} | ${escapeMarkdown(boundedText(help))} |\n`
}

function listWithin(lines: readonly string[], bytes: number): string {
  let room = bytes
  return lines
    .filter(line => {
      room -= Buffer.byteLength(line)
      return room >= 0
    })
    .join('')
}

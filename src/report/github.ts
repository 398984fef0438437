import type { Diagnostic, Severity } from '../lint/diagnostic.ts'
import type { CheckOutcome } from '../outcome.ts'
import { painter } from './colors.ts'
import { counted } from './counts.ts'
import { escapeForTerminal, escapeWorkflowData, escapeWorkflowProperty, joinLines } from './escape.ts'
import { findingLine } from './finding-line.ts'
import { boundedText } from './message-text.ts'
import { placeResult } from './results/place.ts'
import { uncheckedLines, unknownKindLines, verdictSentence } from './verdict.ts'

/** GitHub shows no more annotations of one level and step. */
const annotationLimit = 10
const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands that annotate a pull request; findings beyond what GitHub shows stand in the log. */
export function github(outcome: CheckOutcome): string {
  const paint = painter(false)
  const of = (severity: Severity): readonly Entry[] =>
    outcome.diagnostics
      .filter(diagnostic => diagnostic.severity === severity)
      .map(diagnostic => ({ command: annotation(diagnostic), line: findingLine(diagnostic, paint) }))
  const unchecked = uncheckedLines(outcome).map(line => ({ command: `::error::${escapeWorkflowData(line)}`, line }))
  const levels = [[...unchecked, ...of('error')], of('warning'), of('info')]
  const rest = levels.flatMap(level => level.slice(annotationLimit))
  const log = [
    ...(rest.length > 0 ? [`GitHub shows ${annotationLimit} annotations of a level; ${counted(rest.length, 'more finding')}:`] : []),
    ...rest.map(entry => entry.line),
    ...unknownKindLines(outcome),
    escapeForTerminal(verdictSentence(outcome)),
  ]
  return levels.flatMap(level => level.slice(0, annotationLimit).map(entry => `${entry.command}\n`)).join('') + joinLines(log)
}

/** What is said as an annotation, or else as a line of the log. */
interface Entry {
  readonly command: string
  readonly line: string
}

function annotation({ severity, rule, message, component, help, span }: Diagnostic): string {
  const { file, line, column, endLine, endColumn } = placeResult(span)
  const place = [
    ...(file === '<stdin>' ? [] : [`file=${escapeWorkflowProperty(escapeForTerminal(file))}`]),
    `line=${line}`,
    `endLine=${endLine}`,
    // GitHub takes columns of one line only
    ...(line === endLine ? [`col=${column}`, `endColumn=${endColumn}`] : []),
    `title=${escapeWorkflowProperty(rule)}`,
  ]
  const texts = [
    message,
    ...(component === undefined ? [] : [`${component.name}: ${component.sentence}`]),
    ...(help === undefined ? [] : [help]),
  ]
  const data = texts.map(text => escapeForTerminal(boundedText(text))).join('\n')
  return `::${commands[severity]} ${place.join(',')}::${escapeWorkflowData(data)}`
}

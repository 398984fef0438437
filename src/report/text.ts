import type { Diagnostic, Fix, RelatedPlace } from '../lint/diagnostic.ts'
import type { CheckOutcome } from '../outcome.ts'
import { codeFrame } from './code-frame.ts'
import { type Paint, painter } from './colors.ts'
import { grouped, plural } from './counts.ts'
import { escapeForTerminal, joinLines } from './escape.ts'
import { findingLine } from './finding-line.ts'
import { adviceLine, boundedText, messageLine, pathText, sentenceLine } from './message-text.ts'
import { placeResult } from './results/place.ts'
import { serverResults } from './results/server.ts'
import { isSecretText } from './secret-text.ts'
import { serverTable } from './server-table.ts'
import { openQuestions, uncheckedLines, unknownKindLines, verdictSentence } from './verdict.ts'

export interface TextOptions {
  readonly color: boolean
  /** Cells of a line of the terminal; 80 where there is none. */
  readonly width: number
  /** Findings only. */
  readonly quiet: boolean
}

const relatedLimit = 3
const questionLimit = 5

/** What a person reads in a terminal: each finding with its frame and reasons, then one sentence about all. */
export function text(outcome: CheckOutcome, { color, width, quiet }: TextOptions): string {
  const paint = painter(color)
  const findings = outcome.diagnostics.flatMap((diagnostic, i) => [...(i === 0 ? [] : ['']), ...findingLines(diagnostic, width, paint)])
  if (quiet) return joinLines(findings)
  const server = outcome.settings.asServer ? serverTable(serverResults(outcome.sets), width, paint) : []
  const closing = [
    escapeForTerminal(verdictSentence(outcome)),
    ...openQuestions(outcome.unknowns, questionLimit).map(question => `${paint('dim', 'Not answered:')} ${escapeForTerminal(question)}`),
  ]
  const blocks = [findings, server, [...uncheckedLines(outcome), ...unknownKindLines(outcome)], closing].filter(block => block.length > 0)
  return joinLines(blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block])))
}

function findingLines(diagnostic: Diagnostic, width: number, paint: Paint): readonly string[] {
  const secret = isSecretText(diagnostic)
  const { lines, margin } = secret ? { lines: [], margin: '    ' } : codeFrame(diagnostic, width, paint)
  const notes = [...(secret ? ['the line is not shown, for it may hold secret data'] : []), ...noteTexts(diagnostic, paint)]
  return [
    findingLine(diagnostic, paint),
    ...lines,
    ...(lines.length > 0 && notes.length > 0 ? [paint('dim', `${margin}|`)] : []),
    ...notes.map(note => `${margin}${paint('dim', '=')} ${note}`),
  ]
}

function noteTexts({ related, component, help, fixes, versions }: Diagnostic, paint: Paint): readonly string[] {
  return [
    ...(versions === undefined ? [] : [`in Kubernetes ${versions.join(', ')}`]),
    ...related.slice(0, relatedLimit).map(place => relatedText(place, paint)),
    ...(related.length > relatedLimit ? [moreRelated(related.slice(relatedLimit))] : []),
    ...(component === undefined ? [] : [`${component.name}: ${paint('dim', sentenceLine(component.sentence))}`]),
    ...adviceTexts(help, fixes[0], paint),
  ]
}

/** What to write instead, once: a fix that is safe to apply says it, else the help. */
function adviceTexts(help: string | undefined, fix: Fix | undefined, paint: Paint): readonly string[] {
  if (fix !== undefined && (fix.safe || help === undefined)) return [`${paint('bold', 'fix:')} ${adviceLine(fix.title)}`]
  return help === undefined ? [] : [`${paint('bold', 'help:')} ${adviceLine(help)}`]
}

function relatedText({ span, message }: RelatedPlace, paint: Paint): string {
  const label = messageLine(message)
  if (span === undefined) return label
  const { file, line, column } = placeResult(span)
  return `${paint('bold', `${pathText(file)}:${line}:${column}`)}  ${label}`
}

function moreRelated(rest: readonly RelatedPlace[]): string {
  const kinds = new Set(rest.map(place => place.resource?.kind))
  const kind = kinds.size === 1 ? rest[0]?.resource?.kind : undefined
  const noun = kind === undefined ? 'place' : /^[A-Z][a-z]+$/.test(kind) ? kind.toLowerCase() : kind
  return `and ${grouped(rest.length)} more ${escapeForTerminal(boundedText(rest.length === 1 ? noun : plural(noun)))}`
}

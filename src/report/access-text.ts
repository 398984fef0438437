import type { AccessOutcome } from '../outcome.ts'
import type { AccessAnswer, AllowedSubject, RulesReview } from '../simulate/access/index.ts'
import { type Paint, painter } from './colors.ts'
import { escapeForTerminal, joinLines } from './escape.ts'
import { boundedText } from './message-text.ts'
import { accessPlace } from './results/access.ts'
import { tableLines } from './table.ts'

export interface AccessTextOptions {
  readonly color: boolean
  /** Cells of a line of the terminal; 80 where there is none. */
  readonly width: number
}

type Field = AccessAnswer['why'][number]

/** What a person reads of answers: yes or no, the question as a sentence, the server's own reason, and where it is written. */
export function accessText({ answers }: AccessOutcome, { color, width }: AccessTextOptions): string {
  const paint = painter(color)
  return joinLines(answers.flatMap((answer, index) => [...(index > 0 && isLong(answer) ? [''] : []), ...answerLines(answer, width, paint)]))
}

function isLong({ rules, subjects }: AccessAnswer): boolean {
  return rules !== undefined || subjects !== undefined
}

function answerLines(answer: AccessAnswer, width: number, paint: Paint): readonly string[] {
  const { query, allowed, reasons, why, rules, subjects } = answer
  if (subjects !== undefined) return subjectLines(subjects, questionOf(answer), width, paint)
  const isQuestion = query.resource !== undefined || query.nonResource !== undefined
  const verdict = allowed ? paint('green', 'yes') : paint('red', 'no ')
  return [
    ...(isQuestion ? [`${verdict}  ${whoOf(answer)} ${allowed ? 'may' : 'may not'} ${questionOf(answer)}`] : [`${whoOf(answer)} may`]),
    ...(isQuestion ? reasons.map(reason => `     ${paint('dim', shown(reason))}`) : []),
    ...why.map(field => `     ${placeText(field)}`),
    ...(rules === undefined ? [] : ruleLines(rules, width, paint)),
  ]
}

function whoOf({ user = { name: '', groups: [] } }: AccessAnswer): string {
  return shown(user.name === '' ? `Group ${user.groups.join(', ')}` : user.name)
}

function questionOf({ query: { resource, nonResource } }: AccessAnswer): string {
  if (nonResource !== undefined) return shown(`${nonResource.verb} ${nonResource.path}`)
  const { verb = '', group = '', resource: plural = '', subresource = '', name = '', namespace = '' } = resource ?? {}
  const target = `${plural}${group === '' ? '' : `.${group}`}${subresource === '' ? '' : `/${subresource}`}`
  return shown(`${verb} ${target}${name === '' ? '' : ` ${name}`}${namespace === '' ? '' : ` in namespace ${namespace}`}`)
}

function subjectLines(subjects: readonly AllowedSubject[], question: string, width: number, paint: Paint): readonly string[] {
  const rows = subjects.map(({ kind, name, namespace, reasons, why }) => [
    shown(`${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`),
    why.map(placeText).join(', '),
    reasons.map(shown).join(' '),
  ])
  return [`These may ${question}:`, ...tableLines(['SUBJECT', 'WHERE', 'REASON'], rows, width, paint)]
}

function ruleLines({ resourceRules, nonResourceRules, evaluationError }: RulesReview, width: number, paint: Paint): readonly string[] {
  const rows = [
    ...resourceRules.flatMap(({ verbs, apiGroups, resources, resourceNames = [] }) =>
      apiGroups.flatMap(group =>
        resources.map(resource => [group === '' ? resource : `${resource}.${group}`, resourceNames.join(', '), verbs.join(', ')])
      )
    ),
    ...nonResourceRules.flatMap(({ verbs, nonResourceURLs }) => nonResourceURLs.map(url => [url, '', verbs.join(', ')])),
  ].map(row => row.map(shown))
  const missing = evaluationError === undefined ? [] : [`Not all is known: ${shown(evaluationError)}.`]
  return [...tableLines(['RESOURCE', 'NAMES', 'VERBS'], rows, width, paint), ...missing]
}

function placeText(field: Field): string {
  const { file, line, column } = accessPlace(field)
  return `${shown(file)}:${line}:${column}`
}

function shown(text: string): string {
  return escapeForTerminal(boundedText(text))
}

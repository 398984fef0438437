import { formatKubernetesVersion } from '../k8s/version.ts'
import type { CheckOutcome, UnknownOutcome } from '../outcome.ts'
import { counted, grouped, listed } from './counts.ts'
import { escapeForTerminal } from './escape.ts'
import { boundedText } from './message-text.ts'
import { seatrialVersion } from './results/version.ts'

const kindLimit = 5

/** One sentence: what was found in how much, against which version. */
export function verdictSentence(outcome: CheckOutcome): string {
  const { summary, settings } = outcome
  const against = `(Kubernetes ${formatKubernetesVersion(settings.version)})`
  const objects = outcome.sets.reduce((sum, set) => sum + set.objects, 0)
  const files = outcome.sets.reduce((sum, set) => sum + set.files, 0)
  const scope = `${counted(objects, 'object')} of ${counted(files, 'file')}`
  const found = listed(severities.flatMap(severity => (summary[severity] === 0 ? [] : counted(summary[severity], severityNoun[severity]))))
  const rest = [...leftOut(outcome), ...(summary.truncated ? [`Only the ${grouped(settings.limits.findings)} severest are listed.`] : [])]
  const sentence = found === '' ? cleanSentence(outcome, objects, scope, against) : `${found} in ${scope} ${against}.`
  return [sentence, ...rest].join(' ')
}

/** What could not be read or passes a limit, and which rules failed, one line each, ready to be printed. */
export function uncheckedLines(outcome: CheckOutcome): readonly string[] {
  const lines = [
    ...outcome.unchecked.map(({ file, message }) => `${file}: not checked: ${message}`),
    ...outcome.internalErrors.map(
      ({ rule, message }) => `rule ${rule}: not checked everywhere, by an error of seatrial ${seatrialVersion}: ${message}`
    ),
  ]
  return lines.map(line => escapeForTerminal(boundedText(line)))
}

/** How many objects are of kinds that nobody has described, ready to be printed; nothing where there are none. */
export function unknownKindLines({ skipped }: CheckOutcome): readonly string[] {
  const objects = skipped.filter(({ reason }) => reason === 'unknown-kind')
  if (objects.length === 0) return []
  const kinds = [...new Set(objects.map(({ resource }) => (resource === undefined ? '' : `${resource.kind} (${resource.apiVersion})`)))]
  const more = kinds.length - kindLimit
  const named = [...kinds.slice(0, kindLimit), ...(more > 0 ? [counted(more, 'more kind')] : [])]
  const line = `${counted(objects.length, 'object')} not checked, for no schema in reach knows the kind: ${listed(named)}`
  return [escapeForTerminal(boundedText(line))]
}

/** The questions that the input leaves open, equal ones as one sentence, at most `limit`. */
export function openQuestions(unknowns: readonly UnknownOutcome[], limit: number): readonly string[] {
  const groups = new Map<string, { readonly message: string; count: number }>()
  for (const { question, missing, message } of unknowns) {
    const key = JSON.stringify([question, ...missing])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { message, count: 1 })
    else group.count++
  }
  const sentences = [...groups.values()].map(({ message, count }) => {
    const sentence = boundedText(message).replace(/\.$/, '')
    return `${sentence}${count > 1 ? ` (and ${grouped(count - 1)} more such)` : ''}.`
  })
  if (sentences.length <= limit) return sentences
  return [...sentences.slice(0, limit), `${counted(sentences.length - limit, 'more question')}; --format json lists them.`]
}

const severities = ['error', 'warning', 'info'] as const
const severityNoun = { error: 'error', warning: 'warning', info: 'note' } as const

function cleanSentence(outcome: CheckOutcome, objects: number, scope: string, against: string): string {
  const refused = outcome.sets.reduce((sum, set) => sum + set.refused, 0)
  if (refused > 0) return `${scope}: kube-apiserver refuses ${grouped(refused)} ${against}.`
  if (objects === 0 && outcome.unchecked.length === 0) return `No Kubernetes object in the input ${against}.`
  const all = outcome.isServed !== false && outcome.unchecked.length === 0 && outcome.internalErrors.length === 0
  return `${scope}: ${all ? 'nothing would fail' : 'nothing found in what was checked'} ${against}.`
}

function leftOut({ summary }: CheckOutcome): readonly string[] {
  const parts = [
    ...(summary.suppressed > 0 ? [`${grouped(summary.suppressed)} suppressed`] : []),
    ...(summary.baselined > 0 ? [`${grouped(summary.baselined)} in the baseline`] : []),
  ]
  return parts.length === 0 ? [] : [`${listed(parts)}.`]
}

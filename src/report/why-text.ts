import { painter } from './colors.ts'
import { counted } from './counts.ts'
import { escapeForTerminal, joinLines } from './escape.ts'
import type { AttemptResult } from './results/attempt.ts'
import type { WhyResult } from './results/why.ts'
import { tableLines } from './table.ts'
import { wrapWords } from './wrap.ts'

const shownNodes = 40

/** Why the pods of one object wait or are refused, for people: the sentence, each node's reason, and what would help. */
export function whyText(
  { subject, answer, decisions, events }: WhyResult,
  { color, width }: { readonly color: boolean; readonly width: number }
): string {
  const paint = painter(color)
  const title = `${subject.kind} ${subject.namespace}/${subject.name}`
  const say = (text: string): readonly string[] => wrapWords(escapeForTerminal(text), width - 2).map(line => `  ${line}`)
  if (answer === undefined && decisions.length === 0) return joinLines([`${title} is not in the input.`])
  const refused =
    answer !== undefined && answer.code >= 300
      ? [paint('red', `${title} is refused`), ...say(`${answer.code} ${answer.reason ?? ''}: ${answer.message ?? ''}`)]
      : []
  const waiting = decisions.filter(({ outcome }) => outcome !== 'scheduled' && outcome !== 'assigned')
  const number = (list: readonly AttemptResult[]): number => list.reduce((sum, { count = 1 }) => sum + count, 0)
  const placed = number(decisions) - number(waiting)
  const head = refused.length > 0 ? [] : [`${title}: ${counted(placed, 'pod')} placed, ${counted(number(waiting), 'pod')} waiting`]
  // pods of one template that wait for the same reason are told once
  const distinct = new Map(waiting.map(decision => [`${decision.outcome} ${decision.message ?? ''}`, decision]))
  const blocks = [...distinct.values()].map(decision => waitingLines(decision, width, say, paint))
  const told =
    events.length === 0 ? [] : [paint('yellow', 'EVENTS'), ...events.flatMap(({ reason, message }) => say(`${reason}: ${message}`))]
  return joinLines([...refused, ...head, ...blocks.flatMap(block => ['', ...block]), ...(told.length === 0 ? [] : ['', ...told])])
}

function waitingLines(
  { pod, outcome, message = '', missing = [], nodes = [], remedies = [] }: AttemptResult,
  width: number,
  say: (text: string) => readonly string[],
  paint: ReturnType<typeof painter>
): readonly string[] {
  const words = missing.length > 0 ? `${message} It depends on what is not given: ${missing.join(', ')}.`.trim() : message
  const rows = nodes
    .slice(0, shownNodes)
    .map(({ node, reasons, needed, free, at }) => [
      escapeForTerminal(node),
      needed ?? '',
      free ?? '',
      at === undefined ? '' : escapeForTerminal(`${at.file}:${at.line}:${at.column}`),
      escapeForTerminal(reasons.join(', ')),
    ])
  return [
    paint('yellow', escapeForTerminal(`${pod.namespace}/${pod.name} ${outcome === 'unschedulable' ? 'fits no node' : `is ${outcome}`}`)),
    ...say(words),
    ...(rows.length === 0 ? [] : ['', ...tableLines(['NODE', 'NEEDED', 'FREE', 'DECIDED AT', 'REASON'], rows, width, paint)]),
    ...(nodes.length > shownNodes ? [`  and ${counted(nodes.length - shownNodes, 'more node')}`] : []),
    ...(remedies.length === 0
      ? []
      : [
          '',
          paint('green', 'WHAT WOULD HELP, each tried'),
          ...remedies.flatMap(({ sentence, file, line, column }) => say(`${sentence} (${file}:${line}:${column})`)),
        ]),
  ]
}

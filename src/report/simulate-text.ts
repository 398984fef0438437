import { formatKubernetesVersion } from '../k8s/version.ts'
import type { SimulateOutcome } from '../outcome.ts'
import type { NodeUsage } from '../simulate/control-plane/index.ts'
import { aftermathBlocks } from './aftermath-text.ts'
import { type Paint, painter } from './colors.ts'
import { counted, grouped } from './counts.ts'
import { abbreviate, escapeForTerminal, joinLines } from './escape.ts'
import { gauge } from './gauge.ts'
import { boundedText, pathText, resourceTitle, sentenceLine } from './message-text.ts'
import { pendingLines, podCount } from './pending-pods.ts'
import { probeLines } from './probes-text.ts'
import { refusedResults } from './results/server.ts'
import { tableLines } from './table.ts'
import { volumeBlocks } from './volumes-text.ts'
import { workloadBlocks } from './workloads-text.ts'
import { hangingLines } from './wrap.ts'

export interface SimulateTextOptions {
  readonly color: boolean
  /** Cells of a line of the terminal; 80 where there is none. */
  readonly width: number
  /** Whether the locale's characters include those of bars; else they are drawn of `#` and `.`. */
  readonly unicode: boolean
}

const nodeLimit = 100
const assumptionLimit = 5
const refusedLimit = 100

/** What a person reads of a simulation: what stays pending first, then how full the nodes are and what was taken for granted. */
export function simulateText(outcome: SimulateOutcome, { color, width, unicode }: SimulateTextOptions): string {
  const paint = painter(color)
  const columns = unicode ? width : width - '...'.length + 1
  const [unfinished = [], ...quotas] = workloadBlocks(outcome.simulation, columns, paint)
  const [unbound = [], ...volumes] = volumeBlocks(outcome.simulation, columns, paint)
  const blocks = [
    [escapeForTerminal(headline(outcome))],
    refusedLines(outcome, columns, paint),
    pendingLines(outcome.simulation, columns, paint),
    unfinished,
    unbound,
    nodeTable(outcome.simulation.nodes, columns, paint, unicode),
    ...quotas,
    ...volumes,
    ...aftermathBlocks(outcome.simulation, columns, paint, unicode),
    outcome.simulation.answers.map(({ sentence }) => escapeForTerminal(boundedText(sentence))),
    probeLines(outcome.simulation.probes, columns, paint),
    [
      ...outcome.unchecked.map(({ file, message }) => `${pathText(file)}: not checked: ${escapeForTerminal(boundedText(message))}`),
      ...assumptions(outcome),
    ],
  ]
  const lines = blocks.filter(block => block.length > 0).flatMap((block, i) => (i === 0 ? block : ['', ...block]))
  return joinLines(unicode ? lines : lines.map(line => line.replaceAll('…', '...')))
}

/** How many nodes and pods there are, and whether all is well. */
export function headline({ simulation, settings }: SimulateOutcome): string {
  const { nodes, pods } = simulation
  const against = `(Kubernetes ${formatKubernetesVersion(settings.version)})`
  const all = podCount(pods)
  const placed = podCount(pods.filter(pod => pod.node !== undefined))
  const state = placed === all ? (all === 1 ? 'placed' : 'all placed') : `${grouped(placed)} placed, ${grouped(all - placed)} pending`
  const where = nodes.length === 0 ? 'No nodes in the input' : counted(nodes.length, 'node')
  const hint = nodes.length === 0 && all > 0 ? ' Give nodes with --cluster FILE or --nodes 3:cpu=4,memory=16Gi.' : ''
  return `${where}, ${all === 0 ? 'no pods' : `${counted(all, 'pod')}: ${state}`} ${against}${hint === '' ? '' : `.${hint}`}`
}

/** The objects that the API server does not take, so that the rest goes without them. */
function refusedLines({ set }: SimulateOutcome, width: number, paint: Paint): readonly string[] {
  const refused = refusedResults(set)
  if (refused.length === 0) return []
  const entries = refused.slice(0, refusedLimit).map(({ resource, code, reason = '', message = '', file, line }) => ({
    title: resourceTitle(resource),
    words: `${code} ${reason}: ${sentenceLine(abbreviate(message, 600))} (${pathText(file)}:${line})`,
  }))
  const left = refused.length - entries.length
  return [paint('red', 'REFUSED'), ...hangingLines(entries, width), ...(left > 0 ? [`  and ${counted(left, 'more object')}`] : [])]
}

function nodeTable(nodes: readonly NodeUsage[], width: number, paint: Paint, unicode: boolean): readonly string[] {
  if (nodes.length === 0) return []
  const shown = nodes.slice(0, nodeLimit)
  const gauges = shown.map(({ allocatable, requested }) => ({
    cpu: gauge(requested['cpu'], allocatable['cpu'], 'cpu', unicode),
    memory: gauge(requested['memory'], allocatable['memory'], 'bytes', unicode),
  }))
  const cpuWidth = Math.max(...gauges.map(({ cpu }) => cpu.length)) + 2
  const rows = shown.map((node, i) => [
    escapeForTerminal(boundedText(node.name)),
    node.unschedulable ? 'cordoned (spec.unschedulable)' : gauges[i]!.cpu.padEnd(cpuWidth) + gauges[i]!.memory,
    `${podCount(node.pods)}/${node.allocatable['pods'] ?? '?'}`,
    residents(node, unicode),
  ])
  const left = nodes.length - rows.length
  const table = tableLines(['NODE', `${'CPU'.padEnd(cpuWidth)}MEMORY`, 'PODS', 'WHO'], rows, width, paint)
  return [...table, ...(left > 0 ? [`and ${counted(left, 'more node')}`] : [])]
}

function residents({ pods }: NodeUsage, unicode: boolean): string {
  const counts = new Map<string, number>()
  for (const { namespace, name, count = 1 } of pods) {
    const title = `${namespace}/${name.replace(/(-<(hash|suffix)>)+$/, '')}`
    counts.set(title, (counts.get(title) ?? 0) + count)
  }
  return [...counts]
    .slice(0, 50)
    .map(([title, count]) => escapeForTerminal(boundedText(title)) + (count > 1 ? ` ${unicode ? '×' : 'x'}${count}` : ''))
    .join(', ')
}

function assumptions({ simulation }: SimulateOutcome): readonly string[] {
  const messages = simulation.assumptions.map(({ message }) => escapeForTerminal(boundedText(message)))
  const left = messages.length - assumptionLimit
  return [
    ...messages.slice(0, assumptionLimit).map(message => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`),
    ...(left > 0 ? [`${counted(left, 'more assumption')}; --format json lists them.`] : []),
  ]
}

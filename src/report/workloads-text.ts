import type { DaemonSetState, SimulationOutcome, WorkloadState } from '../simulate/control-plane/index.ts'
import { limited } from './aftermath-text.ts'
import type { Paint } from './colors.ts'
import { counted } from './counts.ts'
import { escapeForTerminal } from './escape.ts'
import { boundedText, sentenceLine } from './message-text.ts'
import { hangingLines } from './wrap.ts'

interface Row {
  readonly title: string
  readonly words: string
}

const rowLimit = 100

/** The workloads that have not got what they ask for, and how much of each quota is used; with a state before also the updates that stop on their way. */
export function workloadBlocks(outcome: SimulationOutcome, width: number, paint: Paint): readonly (readonly string[])[] {
  const { deployments, replicaSets, statefulSets, daemonSets, resourceQuotas } = outcome
  const rows = [
    ...unfinished('Deployment', deployments),
    ...unfinished(
      'ReplicaSet',
      replicaSets.filter(({ owner }) => owner === undefined)
    ),
    ...unfinished('StatefulSet', statefulSets),
    ...daemonSets
      .filter(({ desired, current, misscheduled }) => current < desired || misscheduled > 0)
      .map(state => daemonSetRow(state, outcome)),
  ]
  const quotas = resourceQuotas.flatMap(({ namespace, name, hard, used }) =>
    Object.keys(hard).map(resource => [`${namespace}/${name}`, resource, `${used[resource] ?? 0} of ${hard[resource]}`])
  )
  return [
    rows.length === 0 ? [] : [paint('yellow', 'UNFINISHED WORKLOADS'), ...listed(rows, width)],
    limited(['QUOTA', 'RESOURCE', 'USED'], quotas, 'row', width, paint),
  ]
}

function listed(rows: readonly Row[], width: number): readonly string[] {
  const left = rows.length - rowLimit
  const entries = rows.slice(0, rowLimit).map(({ title, words }) => ({ title: escapeForTerminal(boundedText(title)), words }))
  return [...hangingLines(entries, width), ...(left > 0 ? [`  and ${counted(left, 'more workload')}`] : [])]
}

function unfinished(kind: string, states: readonly WorkloadState[]): readonly Row[] {
  return states
    .filter(isUnfinished)
    .map(state => ({ title: `${kind} ${state.namespace}/${state.name}`, words: `${podsOf(state)}: ${reasonOf(state)}` }))
}

function podsOf({ desired, replicas, updated, available }: WorkloadState): string {
  const old = replicas - updated
  const present = old > 0 ? `${updated} new and ${old} old` : `${replicas}`
  return `${present} of ${desired}, ${available} available`
}

/** Whether a Deployment, ReplicaSet or StatefulSet has not got what it asks for. */
export function isUnfinished(state: WorkloadState): boolean {
  return state.replicas !== state.desired || state.updated < state.replicas || failureOf(state) !== undefined
}

/** What the server or the controller last said about it. */
export function reasonOf(state: WorkloadState): string {
  const { replicas, desired } = state
  const failed = failureOf(state)
  if (failed !== undefined) return `${failed.reason}: ${sentenceLine(failed.message)}`
  return replicas < desired ? `the other ${counted(desired - replicas, 'pod')} will not be created` : 'waits for its pods'
}

function failureOf({ conditions }: WorkloadState): WorkloadState['conditions'][number] | undefined {
  return (
    conditions.find(({ type }) => type === 'ReplicaFailure') ??
    conditions.find(({ type, status }) => type === 'Progressing' && status !== 'True')
  )
}

function daemonSetRow({ namespace, name, desired, current, ready, misscheduled }: DaemonSetState, { events }: SimulationOutcome): Row {
  const strays = misscheduled > 0 ? `, ${misscheduled} where none should be` : ''
  const failed =
    current < desired
      ? events.findLast(
          event => event.reason === 'FailedCreate' && event.kind === 'DaemonSet' && event.namespace === namespace && event.name === name
        )
      : undefined
  const why = failed === undefined ? '' : `: ${failed.reason}: ${sentenceLine(failed.message)}`
  return { title: `DaemonSet ${namespace}/${name}`, words: `${current} of ${counted(desired, 'node')}, ${ready} ready${strays}${why}` }
}

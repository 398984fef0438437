import type { AutoscalerState } from '../simulate/autoscaling/index.ts'
import type { SimulationOutcome } from '../simulate/control-plane/index.ts'
import type { BudgetState } from '../simulate/disruption/index.ts'
import type { EndpointSlice } from '../simulate/endpoints/index.ts'
import type { Paint } from './colors.ts'
import { counted } from './counts.ts'
import { escapeForTerminal } from './escape.ts'
import { boundedText } from './message-text.ts'
import { tableLines } from './table.ts'

const rowLimit = 100

/** Where each Service sends its traffic, what each budget allows, and what each autoscaler does; nothing about pods where no node was there to run them. */
export function aftermathBlocks(outcome: SimulationOutcome, width: number, paint: Paint, unicode: boolean): readonly (readonly string[])[] {
  const { endpoints, budgets, autoscalers, memoryPressure, nodes } = outcome
  const running = nodes.length > 0
  return [
    running ? limited(['SERVICE', 'PORTS', 'ENDPOINTS'], services(endpoints, unicode), 'Service', width, paint) : [],
    running ? limited(['BUDGET', 'HEALTHY', 'EVICTIONS'], budgets.map(budgetRow), 'PodDisruptionBudget', width, paint) : [],
    limited(['AUTOSCALER', 'REPLICAS', 'STATE'], autoscalers.map(autoscalerRow), 'HorizontalPodAutoscaler', width, paint),
    limited(['NODE', 'GIVES UP UNDER MEMORY PRESSURE, IN THIS ORDER'], memoryPressure.map(pressureRow), 'node', width, paint),
  ]
}

type Row = readonly string[]

/** A table that is cut where it gets long; nothing where it has no rows. */
export function limited(header: readonly string[], rows: readonly Row[], noun: string, width: number, paint: Paint): readonly string[] {
  if (rows.length === 0) return []
  const left = rows.length - rowLimit
  const shown = rows.slice(0, rowLimit).map(row => row.map(cell => escapeForTerminal(boundedText(cell))))
  return [...tableLines(header, shown, width, paint), ...(left > 0 ? [`and ${counted(left, `more ${noun}`)}`] : [])]
}

/** Each Service, its ports and the pods behind it. */
export function services(slices: readonly EndpointSlice[], unicode: boolean): readonly Row[] {
  return slices.map(({ namespace, service, ports, endpoints }) => [
    `${namespace}/${service}`,
    ports.length === 0 ? '-' : ports.map(({ protocol, port }) => `${protocol} ${port ?? 'any'}`).join(', '),
    endpointWords(endpoints, unicode),
  ])
}

function endpointWords(endpoints: EndpointSlice['endpoints'], unicode: boolean): string {
  if (endpoints.length === 0) return 'none'
  const counts = new Map<string, number>()
  for (const { pod, addresses = [], ready, count = 1 } of endpoints) {
    const name = `${pod ?? addresses.join(' ')}${ready === false ? ' (not ready)' : ''}`
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return [...counts]
    .slice(0, 20)
    .map(([name, count]) => (count > 1 ? `${name} ${unicode ? '×' : 'x'}${count}` : name))
    .join(', ')
}

/** A budget, how many pods are healthy, and whether one may go. */
export function budgetRow({ namespace, name, currentHealthy, desiredHealthy, disruptionsAllowed, condition, pods }: BudgetState): Row {
  const title = `${namespace}/${name}`
  if (condition.reason === 'SyncFailed') return [title, '-', `none allowed: ${condition.message}`]
  if (pods.length === 0) return [title, '-', 'selects no pods']
  return [
    title,
    `${currentHealthy} of ${desiredHealthy} needed`,
    disruptionsAllowed === 0 ? 'none allowed' : `${disruptionsAllowed} allowed`,
  ]
}

/** An autoscaler, its replicas, and what it does. */
export function autoscalerRow({ namespace, name, currentReplicas, desiredReplicas, conditions, rescale }: AutoscalerState): Row {
  const failed = conditions.find(({ status }) => status === 'False')
  const replicas = currentReplicas === undefined ? '-' : String(rescale === undefined ? currentReplicas : desiredReplicas)
  const scaled = rescale === undefined ? 'nothing to do' : `set to ${rescale.replicas}: ${rescale.reason}`
  return [`${namespace}/${name}`, replicas, failed === undefined ? scaled : `${failed.reason}: ${failed.message}`]
}

function pressureRow({ node, pods }: SimulationOutcome['memoryPressure'][number]): Row {
  const names = pods
    .slice(0, 20)
    .map(({ pod, qos, oomScoreAdjust }) => `${pod.namespace}/${pod.name} (${qos}, oom_score_adj ${oomScoreAdjust})`)
  return [node, names.join(', ')]
}

import { calibrate, referenceMilliseconds } from '../../../test/bench/calibration.ts'
import { type Command, interleave, median, minimum, peakMemory, type Timing } from './process.ts'

/** What the pods ask for beside cpu and memory. */
type Terms = 'resources' | 'anti-affinity' | 'spread'

const nodeCount = 1000
const podCounts = [2500, 5000, 10_000] as const
const secondsBudget = 3
const memoryBudget = 1000
const exponents: Readonly<Record<Terms, number>> = { resources: 1.15, 'anti-affinity': 1.5, spread: 1.5 }

const fewPods = 100
const fewNodes = 10
const addedBudget = 10

/** Prints how much longer a check of a hundred pods takes where there are nodes for them. */
export function printFewPods(
  check: (name: string, file: string) => Command,
  write: (name: string, text: string) => string,
  rounds: number
): void {
  const slowness = calibrate() / referenceMilliseconds
  const pods = Array.from({ length: fewPods / 10 }, (_, i) => deployment(`app-${i}`, 10, i, 'resources'))
  const nodes = Array.from({ length: fewNodes }, (_, i) => node(`node-${i}`, `zone-${i % 5}`))
  const [without, nodesAlone, both] = interleave(
    [
      check('pods', write('few-pods.yaml', print(pods))),
      check('nodes', write('few-nodes.yaml', print(nodes))),
      check('pods and nodes', write('few-pods-and-nodes.yaml', print([...nodes, ...pods]))),
    ],
    rounds
  ) as [Timing, Timing, Timing]
  const added = (of: (timing: Timing) => number, beside: Timing): string => ((of(both) - of(beside)) / slowness).toFixed(1)
  console.log(
    `${fewNodes} nodes add to a check of ${fewPods} pods, ${rounds} rounds, by calibration: at least ${added(minimum, without)} ms, ` +
      `in the middle ${added(median, without)} ms, budget ${addedBudget} ms; beyond a check of the nodes alone ${added(minimum, nodesAlone)} ms\n`
  )
}

/** Prints how long thousands of pods take to be placed on a thousand nodes, how that grows, and how much memory it takes. */
export function printScheduling(
  simulate: (name: string, file: string) => Command,
  write: (name: string, text: string) => string,
  folder: string,
  rounds: number
): void {
  const slowness = calibrate() / referenceMilliseconds
  console.log(`Scheduling on ${nodeCount} nodes, ${rounds} rounds, by calibration`)
  for (const terms of ['resources', 'anti-affinity', 'spread'] as const) {
    const commands = podCounts.map(pods => simulate(`${pods} pods`, write(`${terms}-${pods}.yaml`, manifests(pods, terms))))
    const seconds = interleave(commands, rounds).map(timing => minimum(timing) / 1000 / slowness)
    const [least, , most] = seconds as [number, number, number]
    const exponent = Math.log(most / least) / Math.log(podCounts[2] / podCounts[0])
    const memory = peakMemory(commands[2]!, folder)
    console.log(
      `  ${terms.padEnd(15)} ${podCounts.map((pods, i) => `${pods} pods ${seconds[i]!.toFixed(2)} s`).join(', ')}; budget ${secondsBudget} s; ` +
        `exponent ${exponent.toFixed(2)}, budget ${exponents[terms]}; ${memory.toFixed(0)} MB, budget ${memoryBudget} MB`
    )
  }
  console.log('')
}

/** Nodes of five zones, and pods of a hundred Deployments. */
function manifests(pods: number, terms: Terms): string {
  const nodes = Array.from({ length: nodeCount }, (_, i) => node(`node-${i}`, `zone-${i % 5}`))
  const deployments = Array.from({ length: 100 }, (_, i) => deployment(`app-${i}`, pods / 100, i, terms))
  return print([...nodes, ...deployments])
}

function print(objects: readonly object[]): string {
  return objects.map(object => JSON.stringify(object)).join('\n---\n')
}

function node(name: string, zone: string): object {
  const labels = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': zone }
  const allocatable = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '100Gi', pods: '110' }
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { allocatable } }
}

function deployment(name: string, replicas: number, index: number, terms: Terms): object {
  const labels = { app: name }
  const labelSelector = { matchLabels: labels }
  const requests = { cpu: `${100 + (index % 7) * 50}m`, memory: `${64 + (index % 5) * 64}Mi` }
  const apart = { topologyKey: 'kubernetes.io/hostname', labelSelector }
  const even = { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector }
  const spec = {
    containers: [{ name: 'app', image: 'registry.example.com/app:1.0.0', resources: { requests } }],
    ...(terms === 'anti-affinity' && { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [apart] } } }),
    ...(terms === 'spread' && { topologySpreadConstraints: [even] }),
  }
  const template = { metadata: { labels }, spec }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas, selector: labelSelector, template } }
}

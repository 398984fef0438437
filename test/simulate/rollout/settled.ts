import { parseOptions } from '../../../src/config/options.ts'
import type { SimulationOutcome } from '../../../src/simulate/control-plane/index.ts'
import { simulate } from '../../../src/simulate-pipeline.ts'

/** An object as a manifest has it, in namespace shop. */
export function manifest(apiVersion: string, kind: string, name: string, spec: object, more: object = {}): object {
  const isGlobal = kind === 'Node' || kind === 'Namespace'
  return { apiVersion, kind, metadata: { name, ...(isGlobal ? {} : { namespace: 'shop' }), ...more }, spec }
}

export const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }

/** A ready node. */
export function node(name: string, { cpu = '4', labels = {}, spec = {} }: { cpu?: string; labels?: object; spec?: object } = {}): object {
  const status = { capacity: { cpu, memory: '8Gi', pods: '110' } }
  return { ...manifest('v1', 'Node', name, spec, { labels: { 'kubernetes.io/hostname': name, ...labels } }), status }
}

/** A pod template whose pods have the label app. */
export function template(app: string, { cpu = '100m', image = 'example.com/app:1', ...spec }: Record<string, unknown> = {}): object {
  return { metadata: { labels: { app } }, spec: { containers: [{ name: 'c', image, resources: { requests: { cpu } } }], ...spec } }
}

/** A workload of apps/v1 that selects its pods by the label app. */
export function workload(kind: string, name: string, spec: object, pod: Record<string, unknown> = {}): object {
  return manifest('apps/v1', kind, name, { selector: { matchLabels: { app: name } }, template: template(name, pod), ...spec })
}

export function quota(hard: Readonly<Record<string, string>>): object {
  return manifest('v1', 'ResourceQuota', 'q', { hard })
}

const options = { sets: 'one', world: 'closed', kubernetesVersion: '1.36' }
const input = (objects: readonly object[]) => ({ path: 'a.yaml', text: objects.map(object => `---\n${JSON.stringify(object)}\n`).join('') })

/** What the control plane makes of these objects. */
export async function settled(...objects: readonly object[]): Promise<SimulationOutcome> {
  return (await simulate({ inputs: [input([shop, ...objects])] }, parseOptions(options, 'simulate'))).simulation
}

/** What it makes of objects that take the place of others. */
export async function updated(before: readonly object[], after: readonly object[], version = '1.36'): Promise<SimulationOutcome> {
  const job = { inputs: [input([shop, ...after])], from: [input([shop, ...before])] }
  return (await simulate(job, parseOptions({ ...options, kubernetesVersion: version }, 'simulate'))).simulation
}

/** The pods, each with its node or why it has none. */
export function podsOf({ pods }: SimulationOutcome): readonly string[] {
  return pods.map(({ name, node: where, count }) => `${name} ${where ?? 'pending'}${count === undefined ? '' : ` x${count}`}`)
}

/** The warnings, as reason and message. */
export function warningsOf({ events }: SimulationOutcome): readonly string[] {
  return events.filter(({ type, kind }) => type === 'Warning' && kind !== 'Pod').map(({ reason, message }) => `${reason}: ${message}`)
}

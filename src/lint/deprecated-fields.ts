import type { Resource } from '../cluster/resource.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import { valueAt } from '../k8s/field-path.ts'

/** A field that is documented as deprecated, of which the server says nothing. */
export interface DeprecatedField {
  readonly path: FieldPath
  readonly field: string
  /** What came in its place, or became of it. */
  readonly instead: string
  readonly help: string
  readonly severity: 'warning' | 'info'
}

const podSpecs: readonly FieldPath[] = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['template', 'spec'],
]
const oldTopologyKeys: ReadonlyMap<string, string> = new Map([
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
])
const tolerateUnready = 'service.alpha.kubernetes.io/tolerate-unready-endpoints'

/** What of an object is deprecated without a warning of the server. Mirrors the field comments of k8s.io/api core/v1, v1.36. */
export function deprecatedFields({ type, written }: Resource): readonly DeprecatedField[] {
  if (type.kind === 'Service') return ofService(written)
  return type.custom === undefined ? podSpecs.flatMap(path => ofPodSpec(valueAt(written, path), path)) : []
}

function ofPodSpec(spec: unknown, root: FieldPath): readonly DeprecatedField[] {
  if (!Array.isArray(valueAt(spec, ['containers']))) return []
  const found: DeprecatedField[] = []
  const account = valueAt(spec, ['serviceAccount'])
  if (typeof account === 'string' && account !== '') {
    const instead = 'serviceAccountName has taken its place'
    const help = valueAt(spec, ['serviceAccountName']) === undefined ? 'Write serviceAccountName.' : 'Remove serviceAccount.'
    found.push({ path: [...root, 'serviceAccount'], field: 'serviceAccount', instead, help, severity: 'warning' })
  }
  for (const path of termPaths(spec)) {
    const key = valueAt(spec, path)
    const instead = typeof key === 'string' ? oldTopologyKeys.get(key) : undefined
    if (instead === undefined) continue
    const words = `nodes have ${instead} in its place`
    found.push({
      path: [...root, ...path],
      field: `the label ${String(key)}`,
      instead: words,
      help: `Write ${instead}.`,
      severity: 'warning',
    })
  }
  return found
}

/** Where a pod spec names labels of nodes by which it spreads. */
function* termPaths(spec: unknown): Generator<FieldPath> {
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const required: FieldPath = ['affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution']
    const preferred: FieldPath = ['affinity', kind, 'preferredDuringSchedulingIgnoredDuringExecution']
    for (const index of indexesOf(valueAt(spec, required))) yield [...required, index, 'topologyKey']
    for (const index of indexesOf(valueAt(spec, preferred))) yield [...preferred, index, 'podAffinityTerm', 'topologyKey']
  }
}

function indexesOf(list: unknown): readonly number[] {
  return Array.isArray(list) ? [...list.keys()] : []
}

function ofService(service: unknown): readonly DeprecatedField[] {
  const found: DeprecatedField[] = []
  if (valueAt(service, ['metadata', 'annotations', tolerateUnready]) !== undefined) {
    const instead = 'spec.publishNotReadyAddresses has taken its place'
    const help = 'Write spec.publishNotReadyAddresses.'
    const path = ['metadata', 'annotations', tolerateUnready]
    found.push({ path, field: `the annotation ${tolerateUnready}`, instead, help, severity: 'warning' })
  }
  const address = valueAt(service, ['spec', 'loadBalancerIP'])
  if (typeof address === 'string' && address !== '') {
    const instead = 'providers take annotations of their own'
    const help = "Write the annotation of the cluster's load balancer."
    found.push({ path: ['spec', 'loadBalancerIP'], field: 'loadBalancerIP', instead, help, severity: 'info' })
  }
  return found
}

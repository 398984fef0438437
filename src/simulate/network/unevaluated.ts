import type { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { Endpoint } from './endpoint.ts'
import { namespaceLabels } from './namespaces.ts'
import type { Unevaluated } from './network.ts'
import { memberOf, selectorIn } from './unchecked.ts'

/** A policy or network of a kind that is not evaluated, and whom it may select. */
export interface UnevaluatedPolicy {
  readonly resource: Resource
  /** Ids of workloads. */
  readonly affects: readonly string[]
}

interface Kind {
  /** Where the selector of pods is; absent: it is about all pods of its namespaces. */
  readonly pods?: string
  /** Where the selector of namespaces is. */
  readonly namespaces?: string
  /** Whether it is about networks beside the one that every pod has. */
  readonly otherNetwork?: true
}

/** By `kind.group`, or by the kind alone where no other group has one of that name. */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['UserDefinedNetwork', {}],
  ['ClusterUserDefinedNetwork', { namespaces: 'namespaceSelector' }],
  ['MultiNetworkPolicy', { pods: 'podSelector', otherNetwork: true }],
  ['NetworkPolicy.crd.projectcalico.org', {}],
  ['GlobalNetworkPolicy.crd.projectcalico.org', {}],
  ['NetworkPolicy.projectcalico.org', {}],
  ['GlobalNetworkPolicy.projectcalico.org', {}],
  ['CiliumNetworkPolicy.cilium.io', { pods: 'endpointSelector' }],
  ['CiliumClusterwideNetworkPolicy.cilium.io', { pods: 'endpointSelector' }],
  ['AuthorizationPolicy.security.istio.io', { pods: 'selector' }],
  ['NetworkPolicy.crd.antrea.io', {}],
  ['ClusterNetworkPolicy.crd.antrea.io', {}],
])

const names: ReadonlySet<string> = new Set([...kinds.keys()].map(key => key.split('.', 1)[0]!))

function kindOf({ type }: Resource): Kind | undefined {
  return names.has(type.kind) ? (kinds.get(`${type.kind}.${type.group}`) ?? kinds.get(type.kind)) : undefined
}

/** What the input holds of such kinds, and which endpoints they leave open. */
export function unevaluatedPolicies(cluster: Cluster, endpoints: readonly Endpoint[], closed: boolean) {
  const open = new Set<number>()
  const policies = cluster.ofForeignGroups.flatMap((resource): readonly UnevaluatedPolicy[] => {
    const kind = kindOf(resource)
    if (kind === undefined) return []
    const selected = [...endpoints.entries()].filter(([, endpoint]) => maySelect(resource, kind, endpoint, cluster, closed))
    if (kind.otherNetwork !== true) for (const [index] of selected) open.add(index)
    return [{ resource, affects: [...new Set(selected.map(([, { workload }]) => workload.id))].sort() }]
  })
  const unevaluated: Unevaluated = { egress: open, ingress: open }
  return { policies, unevaluated }
}

function maySelect(resource: Resource, kind: Kind, endpoint: Endpoint, cluster: Cluster, closed: boolean): boolean {
  if (resource.namespace !== null && resource.namespace !== endpoint.namespace) return false
  const spec = valueAt(resource.object, ['spec'])
  if (kind.namespaces !== undefined) {
    const selector = selectorIn(spec, kind.namespaces)
    const { labels, complete } = namespaceLabels(cluster, endpoint.namespace, closed)
    if (complete && !matchesLabelSelector(selector, labels)) return false
  }
  if (kind.pods === undefined || memberOf(spec, kind.pods) === undefined) return true
  const selector = selectorIn(spec, kind.pods)
  const labels = valueAt(memberOf(spec, kind.pods), ['matchLabels'])
  // sources in front of keys are a language of their own
  const isPlain = Object.keys(typeof labels === 'object' && labels !== null ? labels : {}).every(key => !key.includes(':'))
  return !isPlain || matchesLabelSelector(selector, endpoint.labels)
}

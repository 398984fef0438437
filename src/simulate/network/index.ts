import type { Cluster } from '../../cluster/cluster.ts'
import { adminPolicyGroup } from './admin-policy-mistakes.ts'
import { answer } from './answer.ts'
import { type Assumptions, type NetworkPlugin, type NetworkProfile, networkProfile } from './assumptions.ts'
import { type ClosedPath, closedPaths } from './closed-paths.ts'
import type { PodFact, Workload } from './endpoint.ts'
import { type Exposure, exposures } from './exposure.ts'
import { ingressConnections } from './ingress-connections.ts'
import { type ListedConnections, listConnections } from './listed-connections.ts'
import { namespaceLabels } from './namespaces.ts'
import { Network } from './network.ts'
import { anyPod, outsidersOf, unlabelledPod } from './outsiders.ts'
import { policyNetwork } from './policy-network.ts'
import type { Answer, Query, UnknownEnd } from './query.ts'
import { adminPolicyKinds, readAdminPolicy } from './read-admin-policy.ts'
import { readEndpoints } from './read-endpoints.ts'
import { readNetworkPolicy } from './read-network-policy.ts'
import { type Restrictions, restrictionsOf } from './restrictions.ts'
import { bySubjectNamespace } from './same-labels.ts'
import { type UnevaluatedPolicy, unevaluatedPolicies } from './unevaluated.ts'

export type { Assumptions, NetworkPlugin, NetworkProfile } from './assumptions.ts'
export type { ClosedPath } from './closed-paths.ts'
export type { ListedConnection, ListedPeer } from './connection-list.ts'
export { protocols } from './connections.ts'
export { type ConnectionChange, connectionChanges } from './difference.ts'
export type { PodFact, Workload } from './endpoint.ts'
export type { Exposure } from './exposure.ts'
export type { Answer, Decision, Query, Step, UnknownEnd } from './query.ts'
export type { Reason } from './reasons.ts'
export type { UnevaluatedPolicy } from './unevaluated.ts'

/** What one look at the network asks for. */
export interface ReachOptions {
  /** Absent: the one that the input installs. */
  readonly plugin?: NetworkPlugin
  readonly answers: Partial<Assumptions>
  readonly closed: boolean
  readonly facts: readonly PodFact[]
  readonly queries: readonly Query[]
  readonly list: boolean
  readonly exposure: boolean
  /** The assumptions of np-guard: what is not declared has no labels, networks never select pods, and a controller sends what is routed. */
  readonly npGuard: boolean
}

/** Who may talk to whom, and the answers to what was asked. */
export interface Reachability {
  readonly profile: NetworkProfile
  readonly workloads: readonly Workload[]
  readonly connections: ListedConnections
  readonly unevaluated: readonly UnevaluatedPolicy[]
  readonly exposure: readonly Exposure[]
  readonly answers: readonly (Answer | UnknownEnd)[]
  /** Connections that the manifests need and their policies surely close; found out when asked. */
  readonly closedPaths: () => readonly ClosedPath[]
  /** The policies that regard each workload, by its id; found out when asked. */
  readonly restrictions: () => ReadonlyMap<string, Restrictions>
}

/** Who may talk to whom in a cluster. Objects of kinds without a schema must be among its resources. */
export function reachability(cluster: Cluster, options: ReachOptions): Reachability {
  const { npGuard, queries } = options
  const closed = options.closed || npGuard
  const profile = networkProfile(cluster, options.plugin, options.answers)
  const endpoints = readEndpoints(cluster, options.facts, !npGuard)
  const labelsOf = (namespace: string) => namespaceLabels(cluster, namespace, closed)
  const namespaces = new Map(endpoints.map(({ namespace }) => [namespace, labelsOf(namespace)]))
  const policies = [
    ...cluster.ofKind('networking.k8s.io', 'NetworkPolicy').map(readNetworkPolicy),
    ...adminPolicyKinds
      .flatMap(kind => cluster.ofKind(adminPolicyGroup, kind).map(readAdminPolicy))
      .flatMap(policy => bySubjectNamespace(policy, namespaces)),
  ]
  const outsiders = [
    ...(options.exposure ? [anyPod, ...outsidersOf(policies, endpoints, labelsOf)] : []),
    ...(npGuard ? [unlabelledPod] : []),
  ]
  const { policies: unevaluatedList, unevaluated } = unevaluatedPolicies(cluster, endpoints, closed)
  const network = new Network(cluster, endpoints, policies, outsiders, unevaluated, { profile, closed, networksSelectPods: !npGuard })
  return {
    profile,
    workloads: [...new Map(endpoints.map(({ workload }) => [workload.id, workload])).values()],
    connections: options.list ? (npGuard ? [...listConnections(network), ...ingressConnections(network)] : listConnections(network)) : [],
    unevaluated: unevaluatedList,
    exposure: options.exposure ? exposures(network) : [],
    answers: queries.map(query => answer(network, query, closed)),
    closedPaths: () =>
      profile.enforced && !npGuard
        ? closedPaths(
            policyNetwork(cluster, [], { world: closed ? 'closed' : 'open', network: { plugin: profile.plugin, ...profile.assumptions } })
          )
        : [],
    restrictions: () => restrictionsOf(network),
  }
}

import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { Resource } from '../../cluster/resource.ts'
import { adminPolicyGroup } from './admin-policy-mistakes.ts'
import { networkProfile } from './assumptions.ts'
import { namespaceLabels } from './namespaces.ts'
import { Network } from './network.ts'
import { anyPod, outsidersOf } from './outsiders.ts'
import { adminPolicyKinds, readAdminPolicy } from './read-admin-policy.ts'
import { readEndpoints } from './read-endpoints.ts'
import { readNetworkPolicy } from './read-network-policy.ts'
import { bySubjectNamespace } from './same-labels.ts'
import { unevaluatedPolicies } from './unevaluated.ts'

/** What a run says about the network. */
type Told = Pick<Environment, 'world' | 'network'>

/**
 * The network of a set, with pods that only policies speak of as outsiders; made once for each cluster. `custom`: objects of kinds
 * without a schema.
 */
export function policyNetwork(cluster: Cluster, custom: readonly Resource[], told: Told = { world: 'open' }): Network {
  const all = cluster.with(custom)
  return all.derived(Network, view => networkOf(view, told, all))
}

/** `outer`: the same cluster, for those who ask the network for it. */
function networkOf(
  cluster: Cluster,
  { world, network: { plugin, ipBlockSelectsPods, hostNetworkPods } = {} }: Told,
  outer: Cluster
): Network {
  const closed = world === 'closed'
  const profile = networkProfile(cluster, plugin, {
    ...(ipBlockSelectsPods !== undefined && { ipBlockSelectsPods }),
    ...(hostNetworkPods !== undefined && { hostNetworkPods }),
  })
  const endpoints = readEndpoints(cluster, [], true)
  const labelsOf = (namespace: string) => namespaceLabels(cluster, namespace, closed)
  const namespaces = new Map(endpoints.map(({ namespace }) => [namespace, labelsOf(namespace)]))
  const policies = [
    ...cluster.ofKind('networking.k8s.io', 'NetworkPolicy').map(readNetworkPolicy),
    ...adminPolicyKinds
      .flatMap(kind => cluster.ofKind(adminPolicyGroup, kind).map(readAdminPolicy))
      .flatMap(policy => bySubjectNamespace(policy, namespaces)),
  ]
  const outsiders = [anyPod, ...outsidersOf(policies, endpoints, labelsOf)]
  const { unevaluated } = unevaluatedPolicies(cluster, endpoints, closed)
  return new Network(cluster, endpoints, policies, outsiders, unevaluated, { profile, closed, networksSelectPods: true }, outer)
}

import type { ResourceQuota } from '../../apiserver/admission/objects.ts'
import { QuotaUsage } from '../../apiserver/admission/resource-quota/quota-usage.ts'
import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { resourceAmounts } from '../../k8s/pod-requests.ts'
import { zeroQuantity } from '../../k8s/quantity.ts'
import { formatQuantity } from '../../k8s/quantity-text.ts'
import type { ResourceList } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { QuotaState } from './outcome.ts'

/** What is used of each quota in the end. Mirrors pkg/controller/resourcequota syncResourceQuota, v1.36. */
export function quotaStates(cluster: Cluster, served: ServedCluster, version: KubernetesVersion): readonly QuotaState[] {
  if (!cluster.has('', 'ResourceQuota')) return []
  const usage = served.view.tally(QuotaUsage)
  return cluster.ofKind('', 'ResourceQuota').flatMap(resource => {
    const { namespace, name } = resource
    const stored = name === null ? undefined : served.view.find('', 'ResourceQuota', namespace, name)
    if (stored === undefined || namespace === null || name === null) return []
    const hard = (stored.spec as { readonly hard?: ResourceList } | undefined)?.hard ?? {}
    const used = usage.of(stored as ResourceQuota, namespace, version)
    const limits = [...resourceAmounts(hard)].map(([key, amount]) => [key, formatQuantity(amount)] as const)
    const taken = Object.keys(hard).map(key => [key, formatQuantity(used.get(key) ?? zeroQuantity)] as const)
    return [{ namespace, name, resource, hard: Object.fromEntries(limits), used: Object.fromEntries(taken) }]
  })
}

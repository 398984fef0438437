import type { KubernetesObject, PriorityClass } from '../../k8s/types.ts'

/** An object that is in every cluster from its beginning. */
export interface FreshObject {
  readonly group: string
  readonly kind: string
  readonly object: KubernetesObject
}

/** What every fresh cluster holds: its namespaces and the priority classes of the system. */
export const freshCluster: readonly FreshObject[] = [
  ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map(namespace),
  systemClass('system-cluster-critical', 2_000_000_000),
  systemClass('system-node-critical', 2_000_001_000),
]

function namespace(name: string): FreshObject {
  const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
  return { group: '', kind: 'Namespace', object: { apiVersion: 'v1', kind: 'Namespace', metadata, status: { phase: 'Active' } } }
}

/** Mirrors pkg/apis/scheduling/v1/helpers.go systemPriorityClasses, v1.36. */
function systemClass(name: string, value: number): FreshObject {
  const object: PriorityClass = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    preemptionPolicy: 'PreemptLowerPriority',
  }
  return { group: 'scheduling.k8s.io', kind: 'PriorityClass', object }
}

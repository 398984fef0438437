import type { KubernetesObject, PriorityClass } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'

/** An object that is in a cluster without anybody having declared it. */
export interface FreshObject {
  readonly type: ResourceType
  readonly namespace: string | null
  readonly object: KubernetesObject
}

const namespaceType = core('Namespace', 'namespaces', false)
const serviceAccountType = core('ServiceAccount', 'serviceaccounts', true)
const configMapType = core('ConfigMap', 'configmaps', true)
const priorityClassType: ResourceType = {
  apiVersion: 'scheduling.k8s.io/v1',
  group: 'scheduling.k8s.io',
  version: 'v1',
  kind: 'PriorityClass',
  plural: 'priorityclasses',
  namespaced: false,
}

/** What every fresh cluster holds: its namespaces and the priority classes of the system. */
export const freshCluster: readonly FreshObject[] = [
  ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map(namespace),
  systemClass('system-cluster-critical', 2_000_000_000),
  systemClass('system-node-critical', 2_000_001_000),
]

/** What controllers put into every namespace. Mirrors pkg/controller/serviceaccount and pkg/controller/certificates/rootcacertpublisher, v1.36. */
export function freshNamespaceObjects(name: string): readonly FreshObject[] {
  return [
    {
      type: serviceAccountType,
      namespace: name,
      object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } },
    },
    {
      type: configMapType,
      namespace: name,
      object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace: name } },
    },
  ]
}

function namespace(name: string): FreshObject {
  const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata, status: { phase: 'Active' } }
  return { type: namespaceType, namespace: null, object }
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
  return { type: priorityClassType, namespace: null, object }
}

function core(kind: string, plural: string, namespaced: boolean): ResourceType {
  return { apiVersion: 'v1', group: '', version: 'v1', kind, plural, namespaced }
}

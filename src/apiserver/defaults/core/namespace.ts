import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeOrAdd, fillEmpty } from '../fill.ts'

const nameLabel = 'kubernetes.io/metadata.name'

/** Every namespace carries its name as a label. Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Namespace, v1.36. */
export function namespaceDefaults(namespace: KubernetesObject): KubernetesObject {
  const active = changeOrAdd(namespace, 'status', status => fillEmpty(status, { phase: 'Active' }))
  const { name, labels } = active.metadata ?? {}
  if (!name || labels?.[nameLabel] === name) return active
  return { ...active, metadata: { ...active.metadata, labels: Object.assign(Object.create(null), labels, { [nameLabel]: name }) } }
}

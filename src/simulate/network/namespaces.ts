import type { Cluster } from '../../cluster/cluster.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { Labels } from '../../k8s/label-selector.ts'

/** The label that the API server gives every namespace. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name'

export interface NamespaceLabels {
  readonly labels: Labels
  /** Whether it may have no others. */
  readonly complete: boolean
}

/** The labels of namespaces; of one that nobody declares only its name is known where the world is open. */
export function namespaceLabels(cluster: Cluster, name: string, closed: boolean): NamespaceLabels {
  const declared = cluster.find('', 'Namespace', null, name)
  const own = valueAt(declared?.object, ['metadata', 'labels'])
  const labels = { ...(typeof own === 'object' && own !== null ? (own as Labels) : {}), [namespaceNameLabel]: name }
  return { labels, complete: closed || declared !== undefined }
}

import { valueAt } from '../k8s/field-path.ts'
import type { ResourceList } from '../k8s/types.ts'
import type { Cluster } from './cluster.ts'

/** What containers of a namespace are given where they name nothing. */
export interface ContainerDefaults {
  readonly requests: ResourceList
  readonly limits: ResourceList
}

interface LimitRangeItem {
  readonly type?: string
  readonly default?: ResourceList
  readonly defaultRequest?: ResourceList
}

const none: ContainerDefaults = { requests: {}, limits: {} }

/** The defaults that the LimitRanges of each namespace give to containers. Mirrors plugin/pkg/admission/limitranger defaultContainerResourceRequirements, v1.36. */
export function limitRangeDefaults(cluster: Cluster): (namespace: string) => ContainerDefaults {
  const byNamespace = new Map<string, ContainerDefaults>()
  for (const { object, namespace } of cluster.ofKind('', 'LimitRange')) {
    if (namespace === null) continue
    const items = (valueAt(object, ['spec', 'limits']) ?? []) as readonly LimitRangeItem[]
    for (const item of items) {
      if (item.type !== 'Container') continue
      const known = byNamespace.get(namespace) ?? none
      byNamespace.set(namespace, {
        requests: { ...item.defaultRequest, ...known.requests },
        limits: { ...item.default, ...known.limits },
      })
    }
  }
  return namespace => byNamespace.get(namespace) ?? none
}

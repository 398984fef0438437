import { apiGroup } from '../k8s/api-group.ts'
import { valueAt } from '../k8s/field-path.ts'
import type { Cluster } from './cluster.ts'
import type { Resource } from './resource.ts'

/** The HorizontalPodAutoscalers that name an object as their target, in order of arrival. */
export function autoscalersOf(cluster: Cluster): (target: Resource) => readonly Resource[] {
  const byTarget = new Map<string, Resource[]>()
  for (const autoscaler of cluster.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
    const reference = valueAt(autoscaler.object, ['spec', 'scaleTargetRef']) as TargetReference | undefined
    if (reference === undefined) continue
    const { apiVersion = '', kind = '', name = '' } = reference
    const group = apiGroup(apiVersion)
    const key = targetKey(group, kind, autoscaler.namespace, name)
    const list = byTarget.get(key)
    if (list === undefined) byTarget.set(key, [autoscaler])
    else list.push(autoscaler)
  }
  return ({ type, namespace, name }) => byTarget.get(targetKey(type.group, type.kind, namespace, name ?? '')) ?? []
}

interface TargetReference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
}

function targetKey(group: string, kind: string, namespace: string | null, name: string): string {
  return `${kind}.${group}/${namespace ?? ''}/${name}`
}

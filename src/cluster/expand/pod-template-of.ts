import type { FieldPath } from '../../k8s/field-path.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { ObjectMeta, PodSpec } from '../../k8s/types.ts'
import { FieldRef } from '../field-ref.ts'
import type { PodTemplate } from '../pod-template.ts'
import type { Resource } from '../resource.ts'

interface Place {
  readonly group: string
  /** Where metadata and spec of the pod stand. */
  readonly template: FieldPath
  /** Where the number of pods stands, with 1 as its default; absent where no number in the text decides. */
  readonly replicas?: FieldPath
}

const inSpec: FieldPath = ['spec', 'template']
const counted: Omit<Place, 'group'> = { template: inSpec, replicas: ['spec', 'replicas'] }

/** The kinds that make pods. */
const places: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['Pod', { group: '', template: [] }],
  ['ReplicationController', { group: '', ...counted }],
  ['ReplicaSet', { group: 'apps', ...counted }],
  ['Deployment', { group: 'apps', ...counted }],
  ['StatefulSet', { group: 'apps', ...counted }],
  ['DaemonSet', { group: 'apps', template: inSpec }],
  ['Job', { group: 'batch', template: inSpec }],
  ['CronJob', { group: 'batch', template: ['spec', 'jobTemplate', 'spec', 'template'] }],
])

/** The pod that a Pod is or a workload is a template for; undefined for other kinds, and where no pod spec is written. */
export function podTemplateOf(resource: Resource): PodTemplate | undefined {
  const { group, kind } = resource.type
  const place = places.get(kind)
  if (place === undefined || place.group !== group) return undefined
  const template = valueAt(resource.object, place.template)
  const spec = valueAt(template, ['spec'])
  if (typeof spec !== 'object' || spec === null) return undefined
  const metadata = valueAt(template, ['metadata'])
  return {
    owner: resource,
    namespace: resource.namespace ?? '',
    metadata: typeof metadata === 'object' && metadata !== null ? (metadata as ObjectMeta) : {},
    spec: spec as PodSpec,
    metadataAt: new FieldRef(resource, [...place.template, 'metadata']),
    specAt: new FieldRef(resource, [...place.template, 'spec']),
    replicas: kind === 'Pod' ? 1 : replicasOf(resource, place),
  }
}

function replicasOf(resource: Resource, place: Place): number | undefined {
  if (place.replicas === undefined) return undefined
  const value = valueAt(resource.object, place.replicas)
  return typeof value === 'number' ? value : 1
}

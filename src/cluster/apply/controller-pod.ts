import { valueAt } from '../../k8s/field-path.ts'
import type { KubernetesObject, ObjectMeta, PodSpec } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { PodTemplate } from '../pod-template.ts'
import type { Resource } from '../resource.ts'

/** A pod as its controller sends it to the server, and how the controller tells that it was refused. */
export interface ControllerPod {
  readonly object: KubernetesObject
  /** The component that creates it: `replicaset-controller`. */
  readonly component: string
  /** What the event says before the server's words. */
  readonly failure: string
}

const components: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'replicaset-controller'],
  ['ReplicaSet', 'replicaset-controller'],
  ['ReplicationController', 'replication-controller'],
  ['StatefulSet', 'statefulset-controller'],
  ['DaemonSet', 'daemonset-controller'],
  ['Job', 'job-controller'],
  ['CronJob', 'job-controller'],
])
/** The first minor whose events begin with a capital letter. */
const capitalSince = 36

/** The pod of an index that a workload's controller makes of its template. Mirrors pkg/controller/controller_utils.go GetPodFromTemplate, v1.36. */
export function controllerPod({ owner, metadata, spec }: PodTemplate, index: number, version: KubernetesVersion): ControllerPod {
  const { kind } = owner.type
  const name = owner.name ?? '<suffix>'
  const component = components.get(kind) ?? 'controller'
  const podName = `${name}-${index}`
  const own: ObjectMeta = kind === 'StatefulSet' ? { name: podName } : { generateName: generateName(kind, name) }
  const { labels, annotations } = metadata
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...own, ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) },
    spec: kind === 'StatefulSet' ? withClaims(spec, owner, podName) : spec,
  }
  const verb = version.minor >= capitalSince ? 'Create' : 'create'
  const failure = kind === 'StatefulSet' ? `${verb} Pod ${podName} in StatefulSet ${name} failed error: ` : 'Error creating: '
  return { object, component, failure }
}

/**
 * The spec with a volume for each claim template, in place of volumes of the same name; behind the others, so that these keep their places.
 * Mirrors pkg/controller/statefulset/stateful_set_utils.go updateStorage, v1.36.
 */
function withClaims(spec: PodSpec, owner: Resource, podName: string): PodSpec {
  const templates = valueAt(owner.object, ['spec', 'volumeClaimTemplates'])
  const names = (Array.isArray(templates) ? templates : []).flatMap(template => {
    const name = valueAt(template, ['metadata', 'name'])
    return typeof name === 'string' ? [name] : []
  })
  if (names.length === 0) return spec
  const own = (spec.volumes ?? []).filter(({ name }) => name === undefined || !names.includes(name))
  const claims = names.map(name => ({ name, persistentVolumeClaim: { claimName: `${name}-${podName}` } }))
  return { ...spec, volumes: [...own, ...claims] }
}

/** The beginning of the names that a controller gives its pods. */
function generateName(kind: string, name: string): string {
  if (kind === 'Deployment') return `${name}-<hash>-`
  return kind === 'CronJob' ? `${name}-<suffix>-` : `${name}-`
}

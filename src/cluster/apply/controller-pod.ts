import type { KubernetesObject, ObjectMeta } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { claimTemplates, withClaims } from '../expand/claim-volumes.ts'
import type { PodTemplate } from '../pod-template.ts'

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
    spec: kind === 'StatefulSet' ? withClaims(spec, claimTemplates(owner.object), podName) : spec,
  }
  const verb = version.minor >= capitalSince ? 'Create' : 'create'
  const failure = kind === 'StatefulSet' ? `${verb} Pod ${podName} in StatefulSet ${name} failed error: ` : 'Error creating: '
  return { object, component, failure }
}

/** The beginning of the names that a controller gives its pods. */
function generateName(kind: string, name: string): string {
  if (kind === 'Deployment') return `${name}-<hash>-`
  return kind === 'CronJob' ? `${name}-<suffix>-` : `${name}-`
}

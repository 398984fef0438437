import { priority } from '../../apiserver/admission/priority.ts'
import type { Verdict } from '../../apiserver/answer.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { Container, KubernetesObject, ObjectMeta, PodSpec } from '../../k8s/types.ts'

const podType = { apiVersion: 'v1', group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true }

/** A pod that a controller wants, as the server keeps it, or the server's refusal. */
export interface AdmittedPod {
  readonly spec: PodSpec
  readonly labels: Labels
  readonly refusal?: string
}

/** Sends a controller's pod to the server. Without one, it gets what every pod gets: requests for its limits, and its priority. */
export function admitPod(
  template: PodTemplate,
  generateName: string,
  labels: Labels,
  cluster: Cluster,
  environment: Environment
): AdmittedPod {
  const { namespace } = template
  const metadata: ObjectMeta = { ...template.metadata, generateName, namespace, labels }
  const pod: KubernetesObject = { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec }
  const verdict = environment.createPod?.(pod, namespace) ?? withoutServer(pod, namespace, cluster, environment)
  const stored = verdict.stored
  return {
    spec: (stored.spec ?? template.spec) as PodSpec,
    labels: stored.metadata?.labels ?? labels,
    ...(verdict.objections[0] !== undefined && { refusal: verdict.objections[0].message }),
  }
}

function withoutServer(pod: KubernetesObject, namespace: string, cluster: Cluster, { version }: Environment): Verdict {
  const object = { ...pod, spec: withRequestsForLimits(pod.spec as PodSpec) }
  const request = { operation: 'create', type: podType, object, namespace, name: null, decodeErrors: [] } as const
  const view = {
    world: 'open',
    find: (group: string, kind: string, of: string | null, name: string) => cluster.find(group, kind, of, name)?.object,
    list: (group: string, kind: string) => cluster.ofKind(group, kind).map(resource => resource.object),
    tally: <T>(start: new () => T): T => new start(),
  } as const
  return { objections: [], warnings: [], stored: priority.admit?.(request, { view, version }).object ?? object }
}

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Pod, v1.36. */
function withRequestsForLimits(spec: PodSpec): PodSpec {
  const filled = (container: Container): Container => {
    const { limits, requests } = container.resources ?? {}
    return limits === undefined ? container : { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } }
  }
  return {
    ...spec,
    ...(spec.containers !== undefined && { containers: spec.containers.map(filled) }),
    ...(spec.initContainers !== undefined && { initContainers: spec.initContainers.map(filled) }),
  }
}

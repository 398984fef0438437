import { priority } from '../../apiserver/admission/priority.ts'
import type { Verdict } from '../../apiserver/answer.ts'
import { validTemplates } from '../../cluster/apply/judged-templates.ts'
import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { Container, KubernetesObject, PodSpec } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { WantedPod } from '../rollout/index.ts'
import { type PodSource, wantedSource } from './pod-source.ts'

const podType: ResourceType = { apiVersion: 'v1', group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true }
/** How many equal pods of one controller are counted against quotas at most, so that large numbers of replicas cost no time. */
const maxCounted = 10_000

/** The server's answer to a controller's pods. */
export interface Admitted {
  readonly source: PodSource
  /** How many of them it takes. */
  readonly created: number
  /** Its words about the first that it does not take. */
  readonly refusal?: string
}

/** The server as the controllers meet it. Equal pods are judged once where nothing counts them. */
export class PodServer {
  readonly #cluster: Cluster
  readonly #environment: Environment
  readonly #served: ServedCluster | undefined
  /** Whether anything ever counts pods. */
  readonly #hasQuotas: boolean
  /** Whether anything but the ReplicaSet itself decides about it: one that comes from a Deployment which the server has taken is valid. */
  readonly mayRefuseReplicaSets: boolean
  #isValid: ReturnType<typeof validTemplates> | undefined
  readonly #accepted = new Map<KubernetesObject, KubernetesObject>()
  readonly #sources = new Map<WantedPod, PodSource>()

  /** `served` keeps what is created; without it nothing is counted. */
  constructor(cluster: Cluster, environment: Environment, served: ServedCluster | undefined) {
    this.#cluster = cluster
    this.#environment = environment
    this.#served = served
    const resources = [...cluster.resources, ...environment.requests.map(({ resource }) => resource)]
    this.#hasQuotas = resources.some(({ type }) => type.kind === 'ResourceQuota')
    this.mayRefuseReplicaSets = this.#hasQuotas || resources.some(({ type }) => type.group === 'admissionregistration.k8s.io')
  }

  /** Asks for so many equal pods, of which the first will be the pod at `order` in time. */
  create(wanted: WantedPod, count: number, order: number): Admitted {
    const kind = wanted.like ?? wanted.object
    const known = this.#isCounted(wanted) ? undefined : this.#accepted.get(kind)
    const { objections, stored } = known === undefined ? this.#ask(wanted) : { objections: [], stored: known }
    const source = this.#source(wanted, stored)
    if (objections[0] !== undefined) return { source, created: 0, refusal: objections[0].message }
    this.#accepted.set(kind, stored)
    if (this.#served === undefined || !this.#hasQuotas) return { source, created: count }
    return { source, ...this.#count(wanted, stored, Math.min(count, maxCounted), count, order, this.#served) }
  }

  /** Something has come that may change what the server says. */
  forget(): void {
    this.#accepted.clear()
    this.#sources.clear()
  }

  /** Takes out so many pods, of which the first is the pod at `order` in time. */
  delete({ resource, wanted, info }: PodSource, order: number, count: number): void {
    if (this.#served === undefined || !this.#hasQuotas) return
    if (wanted === undefined) this.#served.delete(podType, info.namespace, resource.name ?? `\u0000${resource.order}`)
    else for (let i = order; i < order + Math.min(count, maxCounted); i++) this.#served.delete(podType, info.namespace, keyOf(i))
  }

  /** Keeps as many of the pods as the server takes: it says no to one, and to all after it. */
  #count(
    wanted: WantedPod,
    stored: KubernetesObject,
    counted: number,
    count: number,
    order: number,
    served: ServedCluster
  ): Omit<Admitted, 'source'> {
    let kept = 0
    const keep = (target: number): void => {
      while (kept < target) served.add(podType, wanted.namespace, stored, keyOf(order + kept++))
      while (kept > target) served.delete(podType, wanted.namespace, keyOf(order + --kept))
    }
    keep(counted - 1)
    let refusal = counted > 1 && this.#isCounted(wanted) ? this.#ask(wanted).objections[0] : undefined
    if (refusal === undefined) {
      keep(counted)
      return { created: count }
    }
    let low = 1
    for (let high = counted - 1; low < high; ) {
      const middle = Math.floor((low + high) / 2)
      keep(middle)
      const earlier = this.#ask(wanted).objections[0]
      if (earlier === undefined) low = middle + 1
      else {
        high = middle
        refusal = earlier
      }
    }
    keep(low)
    return { created: low, refusal: (this.#ask(wanted).objections[0] ?? refusal).message }
  }

  #isCounted({ namespace }: WantedPod): boolean {
    return (this.#served?.view.list('', 'ResourceQuota', namespace).length ?? 0) > 0
  }

  #ask(wanted: WantedPod): Verdict {
    const { object, vary, namespace } = wanted
    const pod = vary === undefined ? object : { ...object, spec: vary(object.spec as PodSpec) }
    this.#isValid ??= validTemplates(this.#cluster, this.#environment)
    const validated = this.#isValid(wanted.template) || this.#accepted.has(wanted.like ?? object)
    if (this.#served !== undefined) return this.#served.create(podType, namespace, pod, undefined, validated)
    return this.#environment.createPod?.(pod, namespace, validated) ?? withoutServer(pod, namespace, this.#cluster, this.#environment)
  }

  #source(wanted: WantedPod, stored: KubernetesObject): PodSource {
    const known = this.#sources.get(wanted)
    if (known !== undefined) return known
    const spec = (stored.spec ?? wanted.object.spec) as PodSpec
    const own = wanted.like === undefined ? {} : wanted.object.metadata?.labels
    const labels: Labels = { ...stored.metadata?.labels, ...own }
    const source = wantedSource(wanted, wanted.vary?.(spec) ?? spec, labels)
    this.#sources.set(wanted, source)
    return source
  }
}

function keyOf(order: number): string {
  return `\u0000pod/${order}`
}

/** Without a server, a pod gets what every pod gets: requests for its limits, and its priority. */
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

import type { Verdict } from '../../apiserver/answer.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import type { Environment } from '../environment.ts'
import { accepted, type Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import type { ApplyOptions } from './apply-options.ts'
import { definitionPlaces } from './missing-definition.ts'
import { ServedCluster } from './served-cluster.ts'

/**
 * How a controller creates a pod once a set is applied: it goes through the same server, which must be loaded for pods.
 * The pod itself is not kept.
 */
export function podCreator(requests: readonly Request[], options: ApplyOptions): NonNullable<Environment['createPod']> {
  const type = findResourceType('v1', 'Pod', options.version)
  let cluster: ServedCluster | undefined
  /** Nothing is kept, so that equal pods come to the same; those of one template share its spec. */
  const answers = new WeakMap<object, Map<string, Verdict>>()
  return (pod, namespace, validated) => {
    if (type === undefined) return { objections: [], warnings: [], stored: pod }
    const spec = typeof pod.spec === 'object' && pod.spec !== null ? pod.spec : pod
    const known = answers.get(spec) ?? new Map<string, Verdict>()
    answers.set(spec, known)
    const key = JSON.stringify([namespace, pod.metadata])
    const answered = known.get(key)
    if (answered !== undefined) return answered
    cluster ??= clusterAfter(requests, options)
    const verdict = cluster.create(type, namespace, pod, undefined, validated)
    known.set(key, verdict)
    return verdict
  }
}

/** A cluster of one's own to which none of these objects has been sent yet. `requests` say what it answered when they were first sent. */
export function clusterBefore(resources: readonly Resource[], options: ApplyOptions, requests: readonly Request[]): ServedCluster {
  return new ServedCluster(options, definitionPlaces(resources), requests)
}

/** A cluster of one's own, as these requests leave it. */
export function clusterAfter(requests: readonly Request[], options: ApplyOptions): ServedCluster {
  const cluster = new ServedCluster(options)
  for (const request of requests) if (options.refusedStay || accepted(request)) cluster.keep(request)
  return cluster
}

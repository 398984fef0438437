import type { Cluster } from '../cluster/cluster.ts'
import { allCustomPods } from '../cluster/expand/custom-pods.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Resource } from '../cluster/resource.ts'
import { undecodedResource } from '../cluster/undecoded.ts'
import type { Context } from './rule.ts'

/** Stands for the order of arrival of objects that no server takes. */
const behindAll = Number.MAX_SAFE_INTEGER

/** The objects of the input whose kinds no schema in reach knows: nobody has checked their values. */
export function customResources({ cluster, custom }: Context<string>): readonly Resource[] {
  return cluster.derived(customResources, () => {
    const unknown = custom.filter(({ problem }) => problem === 'unknown-kind')
    if (unknown.length === 0) return []
    return unknown.flatMap(declaration => undecodedResource(declaration, 'input', behindAll) ?? [])
  })
}

/** The pods that operators make of custom resources, as far as these say. */
export function customPods(context: Context<string>): readonly PodTemplate[] {
  return allCustomPods(customCluster(context))
}

/** The cluster with the objects of unknown kinds: in no namespace where they name none. */
export function customCluster(context: Context<string>): Cluster {
  return context.cluster.with(customResources(context))
}

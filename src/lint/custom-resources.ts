import type { Cluster } from '../cluster/cluster.ts'
import type { Declaration } from '../cluster/declaration.ts'
import { allCustomPods } from '../cluster/expand/custom-pods.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Resource } from '../cluster/resource.ts'
import { undecodedResource } from '../cluster/undecoded.ts'
import type { Context } from './rule.ts'

/** Stands for the order of arrival of objects that no server takes. */
const behindAll = Number.MAX_SAFE_INTEGER

const known = new WeakMap<readonly Declaration[], readonly Resource[]>()

/** The objects of the input whose kinds no schema in reach knows: nobody has checked their values. */
export function customResources({ custom }: Context<string>): readonly Resource[] {
  const found = known.get(custom) ?? custom.flatMap(declaration => undecodedResource(declaration, 'input', behindAll) ?? [])
  known.set(custom, found)
  return found
}

/** The pods that operators make of custom resources, as far as these say. */
export function customPods(context: Context<string>): readonly PodTemplate[] {
  return allCustomPods(customCluster(context))
}

/** The cluster with the objects of unknown kinds: in no namespace where they name none. */
export function customCluster(context: Context<string>): Cluster {
  return context.cluster.with(customResources(context))
}

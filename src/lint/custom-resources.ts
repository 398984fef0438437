import { Cluster } from '../cluster/cluster.ts'
import { customPodsOf } from '../cluster/expand/custom-pods.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Resource } from '../cluster/resource.ts'
import { undecodedResource } from '../cluster/undecoded.ts'
import type { Context, DocumentView } from './rule.ts'

const pods = new WeakMap<readonly DocumentView[], readonly PodTemplate[]>()
const known = new WeakMap<readonly DocumentView[], readonly Resource[]>()

/** The objects of the input whose kinds no schema in reach knows: nobody has checked their values. */
export function customResources({ documents, cluster }: Context<string>): readonly Resource[] {
  const found = known.get(documents)
  if (found !== undefined) return found
  const first = cluster.resources.length
  const result = documents.flatMap(({ declarations }) =>
    declarations.flatMap(declaration => undecodedResource(declaration, 'input', first) ?? [])
  )
  known.set(documents, result)
  return result
}

/** The pods that operators make of custom resources, as far as these say. */
export function customPods(context: Context<string>): readonly PodTemplate[] {
  const found = pods.get(context.documents)
  if (found !== undefined) return found
  const result = [...context.cluster.resources, ...customResources(context)].flatMap(resource => customPodsOf(resource) ?? [])
  pods.set(context.documents, result)
  return result
}

const clusters = new WeakMap<readonly DocumentView[], Cluster>()

/** The cluster with the objects of unknown kinds: in no namespace where they name none. */
export function customCluster(context: Context<string>): Cluster {
  const found = clusters.get(context.documents)
  if (found !== undefined) return found
  const cluster = new Cluster([...context.cluster.resources, ...customResources(context)])
  clusters.set(context.documents, cluster)
  return cluster
}

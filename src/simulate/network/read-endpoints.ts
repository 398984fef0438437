import type { Cluster } from '../../cluster/cluster.ts'
import { allCustomPods } from '../../cluster/expand/custom-pods.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { OwnerReference, PodSpec } from '../../k8s/types.ts'
import { type Address, addressOf } from './addresses.ts'
import { protocols } from './connections.ts'
import type { DeclaredPort, Endpoint, PodFact, Workload } from './endpoint.ts'

const noLabels = {}

/**
 * Every pod that the manifests declare or ask for, as far as the network tells them apart. With `foldReplicaSets` the pods of a
 * Deployment's ReplicaSet count as the Deployment's, and custom resources that are known to make pods make some.
 */
export function readEndpoints(cluster: Cluster, facts: readonly PodFact[], foldReplicaSets: boolean): readonly Endpoint[] {
  const workloads = new Map<string, Workload>()
  const factsByOwner = new OwnerFacts(cluster, facts)
  const factsByPod = new Map(facts.map(fact => [`${fact.namespace}/${fact.pod}`, fact]))
  const live = new Set<string>()
  const bare: Endpoint[] = []
  const made: (readonly [PodTemplate, Workload])[] = []
  const custom = foldReplicaSets ? allCustomPods(cluster) : []
  for (const template of [...cluster.podTemplates, ...custom]) {
    const top = topOwner(cluster, template, foldReplicaSets)
    if (top === undefined) continue
    const id = `${template.namespace}/${top.name}[${top.kind}]`
    const workload = workloads.get(id) ?? workloadOf(id, template, top, cluster)
    workloads.set(id, workload)
    if (template.owner.type.kind === 'Pod') {
      live.add(id)
      bare.push(podEndpoint(template, workload, factsByPod.get(`${template.namespace}/${template.owner.name}`)))
    } else made.push([template, workload])
  }
  // pods that are there tell more than the template that they were made from
  const promised = made.filter(([template, workload]) => template.owner.name === workload.name && !live.has(workload.id))
  const endpoints = [...bare, ...promised.flatMap(([template, workload]) => templateEndpoints(template, workload, factsByOwner))]
  return distinct(endpoints)
}

interface Owner {
  readonly name: string
  readonly kind: string
}

/** The object that a pod or workload is named after: its controller, where it has one. */
function topOwner(cluster: Cluster, template: PodTemplate, foldReplicaSets: boolean): Owner | undefined {
  const { owner, namespace } = template
  const { kind } = owner.type
  const own: Owner = { name: owner.name ?? template.metadata.generateName ?? '', kind }
  const controller = controllerOf(owner.object.metadata?.ownerReferences)
  if (controller === undefined || (kind !== 'Pod' && !foldReplicaSets)) return own
  if (!foldReplicaSets) return controller
  const above =
    cluster.find('apps', controller.kind, namespace, controller.name) ?? cluster.find('batch', controller.kind, namespace, controller.name)
  if (above === undefined) return kind === 'Pod' ? controller : own
  const next = controllerOf(above.object.metadata?.ownerReferences)
  const isThere =
    next !== undefined &&
    [cluster.find('apps', next.kind, namespace, next.name), cluster.find('batch', next.kind, namespace, next.name)].some(Boolean)
  return isThere ? next : controller
}

function controllerOf(references: readonly OwnerReference[] = []): Owner | undefined {
  const found = references.find(({ controller }) => controller === true)
  if (found?.name === undefined || found.kind === 'Node') return undefined
  return { name: found.name, kind: found.kind ?? 'Pod' }
}

function workloadOf(id: string, template: PodTemplate, { name, kind }: Owner, cluster: Cluster): Workload {
  const { namespace, spec, owner, replicas } = template
  const resource = cluster.find(owner.type.group, kind, namespace, name) ?? owner
  return { id, namespace, name, kind, replicas, hostNetwork: spec.hostNetwork === true, resource }
}

function podEndpoint(template: PodTemplate, workload: Workload, fact: PodFact | undefined): Endpoint {
  const { owner, spec } = template
  const written = [
    valueAt(owner.object, ['status', 'podIP']),
    ...listOf(valueAt(owner.object, ['status', 'podIPs'])).map(ip => valueAt(ip, ['ip'])),
  ]
  const ips = [...new Set([...(fact?.ips ?? []), ...written.filter(ip => typeof ip === 'string')])]
  const node = fact?.node ?? spec.nodeName
  return {
    ...endpointOf(template, workload),
    pods: owner.name === null ? [] : [owner.name],
    addresses: addressesOf(ips),
    ...(node && { node }),
  }
}

/** One endpoint for all pods of a template, and one for each of them of which more is known. */
function templateEndpoints(template: PodTemplate, workload: Workload, known: OwnerFacts): readonly Endpoint[] {
  if (template.replicas === 0) return [endpointOf(template, workload)]
  const facts = known.of(workload)
  const single = facts.map(({ pod, ips = [], node }) => ({
    ...endpointOf(template, workload),
    pods: [pod],
    addresses: addressesOf(ips),
    ...(node && { node }),
  }))
  return template.replicas !== undefined && single.length >= template.replicas ? single : [endpointOf(template, workload), ...single]
}

function endpointOf({ namespace, metadata, spec }: PodTemplate, workload: Workload): Endpoint {
  return {
    workload,
    pods: [],
    namespace,
    labels: metadata.labels ?? noLabels,
    ports: declaredPorts(spec),
    addresses: [],
    hostNetwork: spec.hostNetwork === true,
    spec,
  }
}

/** The ports of what runs as long as the pod does. Mirrors pkg/api/v1/pod/util.go FindPort, v1.36. */
export function declaredPorts(spec: PodSpec): readonly DeclaredPort[] {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...(spec.containers ?? []), ...sidecars].flatMap(({ ports = [] }) =>
    ports.flatMap(({ name, protocol = 'TCP', containerPort }) => {
      const known = protocols.find(each => each === protocol)
      return known === undefined || containerPort === undefined ? [] : [{ name, protocol: known, port: containerPort }]
    })
  )
}

function addressesOf(ips: readonly string[]): readonly Address[] {
  return ips.flatMap(ip => addressOf(ip) ?? [])
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Pods of one workload that are alike count once. */
function distinct(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const seen = new Map<string | number, Endpoint>()
  const counts = new Map<Workload, number>()
  for (const { workload } of endpoints) counts.set(workload, (counts.get(workload) ?? 0) + 1)
  for (const [index, endpoint] of endpoints.entries()) {
    const { workload, labels, ports, addresses, node, pods } = endpoint
    const isOwn = counts.get(workload) === 1 || addresses.length > 0
    const key = isOwn ? index : JSON.stringify([workload.id, Object.entries(labels).sort(), ports, node ?? ''])
    const first = seen.get(key)
    seen.set(key, first === undefined ? endpoint : { ...first, pods: [...first.pods, ...pods] })
  }
  return [...seen.values()]
}

/** Facts about pods that controllers make, by the workload whose name theirs begins with. */
class OwnerFacts {
  readonly #facts: readonly PodFact[]
  readonly #cluster: Cluster

  constructor(cluster: Cluster, facts: readonly PodFact[]) {
    this.#cluster = cluster
    this.#facts = facts.filter(({ namespace, pod }) => cluster.find('', 'Pod', namespace, pod) === undefined)
  }

  of({ namespace, name, kind }: Workload): readonly PodFact[] {
    return this.#facts.filter(fact => fact.namespace === namespace && isPodOf(fact.pod, name, kind) && !this.#hasLonger(fact, name))
  }

  /** Whether the pod's name begins with a longer name of a workload, too. */
  #hasLonger({ namespace, pod }: PodFact, name: string): boolean {
    return this.#cluster
      .podTemplatesIn(namespace)
      .some(({ owner }) => owner.name !== null && owner.name.length > name.length && isPodOf(pod, owner.name, owner.type.kind))
  }
}

/** Whether a pod of that name may be one that the workload makes. */
export function isPodOf(pod: string, name: string, kind: string): boolean {
  if (!pod.startsWith(`${name}-`)) return false
  const rest = pod.slice(name.length + 1)
  if (kind === 'StatefulSet') return /^\d+$/.test(rest)
  return kind === 'Deployment' || kind === 'CronJob' || kind === 'Job' ? /^[a-z0-9]+(-[a-z0-9]+)?$/.test(rest) : /^[a-z0-9]+$/.test(rest)
}

import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import { labelKey } from '../../cluster/pod-labels.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import { type Resource, resourceTitle } from '../../cluster/resource.ts'
import { type FieldPath, valueAt } from '../../k8s/field-path.ts'
import { matchesLabels } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { NamespaceIndex } from './namespace-index.ts'
import { namespaceNameLabel } from './namespaces.ts'
import { type PodIndex, podIndex } from './pod-index.ts'
import type { Direction } from './policy.ts'
import { listIn, objectIn, selectorIn } from './unchecked.ts'

/** A peer of a NetworkPolicy that selects no pods of the input, and what was meant, where that shows. */
export interface UnmetPeer {
  readonly policy: Resource
  readonly direction: Direction
  readonly at: FieldRef
  /** `elsewhere`: pods with these labels are in another namespace; `namespaceName`: a namespace's name taken for its label; `service`: labels that a Service has. */
  readonly kind: 'none' | 'elsewhere' | 'namespaceName' | 'service'
  /** The namespace or the Service that was meant. */
  readonly other: string
  /** The label that was meant as the namespace's name: `name=shop`. */
  readonly label: string
  /** What was meant. */
  readonly near: { readonly at: FieldRef; readonly title: string } | undefined
}

interface Look {
  readonly cluster: Cluster
  readonly pods: PodIndex
  readonly namespaces: NamespaceIndex
  /** Services by namespace and label of their own; made when asked. */
  readonly services: () => ReadonlyMap<string, readonly Resource[]>
}

/** The peers of the NetworkPolicies of the input that select none of the pods there. */
export function unmetPeers(cluster: Cluster, custom: readonly PodTemplate[]): readonly UnmetPeer[] {
  const look = lookAt(cluster, custom)
  const policies = cluster.ofKind('networking.k8s.io', 'NetworkPolicy').filter(({ role }) => role === 'input')
  return policies.flatMap(policy =>
    (['ingress', 'egress'] as const).flatMap(direction =>
      listIn(valueAt(policy.object, ['spec']), direction).flatMap((rule, r) => {
        const field = direction === 'ingress' ? 'from' : 'to'
        return listIn(rule, field).flatMap((peer, p, peers) => {
          const found = unmetPeer(look, { policy, direction, path: ['spec', direction, r, field, p] }, peer)
          if (found.length === 0) return found
          const beside = [peers[p - 1], peers[p + 1]]
          return found.filter(({ kind, other }) => kind !== 'elsewhere' || !beside.some(near => isAllOf(near, look, other)))
        })
      })
    )
  )
}

function lookAt(cluster: Cluster, custom: readonly PodTemplate[]): Look {
  const templates = [...cluster.podTemplates, ...custom]
  const declared = cluster.ofKind('', 'Namespace').map(({ name }) => name ?? '')
  const namespaces = new NamespaceIndex(cluster, [...declared, ...templates.map(({ namespace }) => namespace)])
  let services: ReadonlyMap<string, readonly Resource[]> | undefined
  return { cluster, pods: podIndex(cluster, custom), namespaces, services: () => (services ??= servicesByLabel(cluster)) }
}

function servicesByLabel(cluster: Cluster): ReadonlyMap<string, readonly Resource[]> {
  const services = new Map<string, Resource[]>()
  for (const service of cluster.ofKind('', 'Service')) {
    for (const [key, value] of Object.entries(service.object.metadata?.labels ?? {})) {
      const name = labelKey(service.namespace ?? '', key, value)
      const list = services.get(name)
      if (list === undefined) services.set(name, [service])
      else list.push(service)
    }
  }
  return services
}

/** Whether a peer is all pods of a namespace: with its neighbour it was meant as one. */
function isAllOf(peer: unknown, { namespaces }: Look, namespace: string): boolean {
  const selector = selectorIn(peer, 'namespaceSelector')
  return selector !== undefined && objectIn(peer, 'podSelector') === undefined && namespaces.selected(selector).sure.has(namespace)
}

/** Where a peer stands. */
interface PeerPlace {
  readonly policy: Resource
  readonly direction: Direction
  readonly path: FieldPath
}

function unmetPeer(look: Look, { policy, direction, path }: PeerPlace, peer: unknown): readonly UnmetPeer[] {
  const pods = selectorIn(peer, 'podSelector')
  const namespaces = selectorIn(peer, 'namespaceSelector')
  if ((pods === undefined && namespaces === undefined) || objectIn(peer, 'ipBlock') !== undefined) return []
  const own = policy.namespace ?? ''
  const selected = look.pods.selected(pods ?? {})
  const found = { policy, direction, kind: 'none', other: '', label: '', near: undefined } as const
  const keyOf = (field: string): FieldRef => new FieldRef(policy, [...path, field], 'key')
  if (namespaces !== undefined) {
    const { sure, maybe } = look.namespaces.selected(namespaces)
    const all = look.pods.selected({})
    const named = holdsAny(sure, all) ? undefined : namespaceByName(look, namespaces)
    if (named !== undefined) return [{ ...found, at: keyOf('namespaceSelector'), kind: 'namespaceName', ...named }]
    if (holdsAny(selected.keys(), sure) || holdsAny(selected.keys(), maybe)) return []
    // what an undeclared namespace holds is not known
    const isDeclared = [...sure, ...maybe].some(name => look.cluster.find('', 'Namespace', null, name) !== undefined)
    return [{ ...found, at: keyOf(isDeclared && pods !== undefined ? 'podSelector' : 'namespaceSelector') }]
  }
  if (selected.has(own)) return []
  return [{ ...found, at: keyOf('podSelector'), ...meantPods(look, own, pods!, selected) }]
}

function holdsAny(names: Iterable<string>, set: { has(name: string): boolean }): boolean {
  for (const name of names) if (set.has(name)) return true
  return false
}

/** What a peer without a namespaceSelector was meant for. */
function meantPods(
  { pods, services }: Look,
  own: string,
  selector: LabelSelector,
  selected: ReadonlyMap<string, readonly PodTemplate[]>
): Pick<UnmetPeer, 'kind' | 'other' | 'near'> {
  if (isPlain(selector)) {
    const elsewhere = [...selected.values()][0]?.[0]
    if (elsewhere !== undefined) {
      const near = { at: elsewhere.metadataAt.child('labels'), title: resourceTitle(elsewhere.owner) }
      return { kind: 'elsewhere', other: elsewhere.namespace, near }
    }
    const [[key, value] = ['', '']] = Object.entries(selector.matchLabels ?? {})
    const service = services()
      .get(labelKey(own, key, value))
      ?.find(({ object }) => matchesLabels(selector.matchLabels ?? {}, object.metadata?.labels))
    if (service !== undefined) {
      const near = { at: new FieldRef(service, ['metadata', 'labels']), title: resourceTitle(service) }
      return { kind: 'service', other: service.name ?? '', near }
    }
  }
  const near = pods.near(own, selector)
  return { kind: 'none', other: '', near: near && { at: near.metadataAt.child('labels'), title: resourceTitle(near.owner) } }
}

/** Labels alone, at least one. */
function isPlain({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.length === 0 && Object.keys(matchLabels).length > 0
}

/** A namespace with pods whose name a selector wants as the value of a label that it does not have: `name: shop`. */
function namespaceByName({ cluster, pods }: Look, selector: LabelSelector) {
  const pairs = Object.entries(selector.matchLabels ?? {})
  const [[key, value] = ['', '']] = pairs
  if (!isPlain(selector) || pairs.length !== 1 || key === namespaceNameLabel || !pods.selected({}).has(value)) return undefined
  const namespace = cluster.find('', 'Namespace', null, value)
  // whether one that nobody declares has the label, nobody knows
  if (namespace === undefined && !/(^|[/.-])name(space)?$/.test(key)) return undefined
  const near = namespace && { at: new FieldRef(namespace, ['metadata', 'name']), title: resourceTitle(namespace) }
  return { other: value, label: `${key}=${value}`, near }
}

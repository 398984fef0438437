import type { Cluster } from '../../cluster/cluster.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import { maySelect } from '../../cluster/may-select.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import { type Resource, resourceTitle } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { labelOf, matchesLabels } from '../../k8s/label-selector.ts'
import { isNearly } from '../../k8s/nearest.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { namespaceLabels, namespaceNameLabel } from './namespaces.ts'
import { selectsSome } from './peer-sets.ts'
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

/** The peers of the NetworkPolicies of the input that select none of the pods there. */
export function unmetPeers(cluster: Cluster, custom: readonly PodTemplate[]): readonly UnmetPeer[] {
  const templates = [...cluster.podTemplates, ...custom]
  const policies = cluster.ofKind('networking.k8s.io', 'NetworkPolicy').filter(({ role }) => role === 'input')
  return policies.flatMap(policy =>
    (['ingress', 'egress'] as const).flatMap(direction =>
      listIn(valueAt(policy.object, ['spec']), direction).flatMap((rule, r) => {
        const field = direction === 'ingress' ? 'from' : 'to'
        return listIn(rule, field).flatMap((peer, p) => {
          const at = new FieldRef(policy, ['spec', direction, r, field, p])
          return unmetPeer(cluster, templates, { policy, direction, at }, peer)
        })
      })
    )
  )
}

function unmetPeer(
  cluster: Cluster,
  templates: readonly PodTemplate[],
  place: Pick<UnmetPeer, 'policy' | 'direction' | 'at'>,
  peer: unknown
): readonly UnmetPeer[] {
  const pods = selectorIn(peer, 'podSelector')
  const namespaces = selectorIn(peer, 'namespaceSelector')
  if ((pods === undefined && namespaces === undefined) || objectIn(peer, 'ipBlock') !== undefined) return []
  const own = place.policy.namespace ?? ''
  const mayBeIn = (namespace: string): boolean => {
    if (namespaces === undefined) return namespace === own
    const { labels, complete } = namespaceLabels(cluster, namespace, false)
    return selectsSome(namespaces, labels, complete) !== false
  }
  const isSurelyIn = ({ namespace }: PodTemplate): boolean => {
    const { labels, complete } = namespaceLabels(cluster, namespace, false)
    return namespaces === undefined || selectsSome(namespaces, labels, complete) === true
  }
  const named = namespaces && !templates.some(isSurelyIn) ? namespaceByName(cluster, templates, namespaces) : undefined
  if (named === undefined && templates.some(template => mayBeIn(template.namespace) && maySelect(template, pods ?? {}))) return []
  const [field, base] = namespaces === undefined ? ['podSelector', pods!] : ['namespaceSelector', namespaces]
  const found = { ...place, at: place.at.child(field!).key(), kind: 'none', other: '', label: '', near: undefined } as const
  if (namespaces !== undefined) {
    if (named !== undefined) return [{ ...found, kind: 'namespaceName', ...named }]
    // what an undeclared namespace holds is not known
    const declared = cluster.ofKind('', 'Namespace').filter(({ name }) => mayBeIn(name ?? ''))
    return declared.length === 0 || pods === undefined ? [found] : [{ ...found, at: place.at.child('podSelector').key() }]
  }
  if (isPlain(base)) {
    const elsewhere = templates.find(template => template.namespace !== own && maySelect(template, base))
    if (elsewhere !== undefined)
      return [
        {
          ...found,
          kind: 'elsewhere',
          other: elsewhere.namespace,
          near: { at: elsewhere.metadataAt.child('labels'), title: resourceTitle(elsewhere.owner) },
        },
      ]
    const service = cluster
      .ofKind('', 'Service')
      .find(({ namespace, object }) => namespace === own && matchesLabels(base.matchLabels ?? {}, object.metadata?.labels))
    if (service !== undefined)
      return [
        {
          ...found,
          kind: 'service',
          other: service.name ?? '',
          near: { at: new FieldRef(service, ['metadata', 'labels']), title: resourceTitle(service) },
        },
      ]
  }
  const near = templates.find(template => template.namespace === own && isNear(template, base))
  return [{ ...found, near: near && { at: near.metadataAt.child('labels'), title: resourceTitle(near.owner) } }]
}

/** Labels alone, at least one. */
function isPlain({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.length === 0 && Object.keys(matchLabels).length > 0
}

function isNear({ metadata }: PodTemplate, { matchLabels = {} }: LabelSelector): boolean {
  return Object.entries(matchLabels).some(([key, value]) => {
    const own = labelOf(metadata.labels, key)
    return own !== undefined && own !== value && isNearly(own, value)
  })
}

/** A declared namespace whose name a selector wants as the value of a label that it does not have: `name: shop`. */
function namespaceByName(cluster: Cluster, templates: readonly PodTemplate[], selector: LabelSelector) {
  const pairs = Object.entries(selector.matchLabels ?? {})
  const [[key, value] = ['', '']] = pairs
  if (!isPlain(selector) || pairs.length !== 1 || key === namespaceNameLabel) return undefined
  const namespace = cluster.find('', 'Namespace', null, value)
  if (namespace === undefined || !templates.some(template => template.namespace === value)) return undefined
  return {
    other: value,
    label: `${key}=${value}`,
    near: { at: new FieldRef(namespace, ['metadata', 'name']), title: resourceTitle(namespace) },
  }
}

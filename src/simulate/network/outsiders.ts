import { ByLabel } from '../../cluster/by-label.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { Endpoint } from './endpoint.ts'
import { type NamespaceLabels, namespaceNameLabel } from './namespaces.ts'
import { asSelector } from './outsider-index.ts'
import { requirementsOf, selectorKey } from './peer-sets.ts'
import type { PodPeer, Policy } from './policy.ts'
import type { Outsider } from './universe.ts'

/** Any pod, of which nothing is known. */
export const anyPod: Outsider = { name: 'entire-cluster' }
/** A pod without labels in a namespace that nobody declares: an ingress controller that is not in the input. */
export const unlabelledPod: Outsider = { name: '{ingress-controller}', unlabelled: true }

/**
 * Pods that policies speak of and the input may lack: one for each pair of selectors in a rule. Where plain labels select a pod of the
 * input there is none: that pod was meant.
 */
export function outsidersOf(
  policies: readonly Policy[],
  endpoints: readonly Endpoint[],
  labelsOf: (namespace: string) => NamespaceLabels
): readonly Outsider[] {
  const found = new Map<string, Outsider>()
  const isMet = metBy(endpoints, labelsOf)
  for (const peer of podPeers(policies)) {
    const namespaces = asSelector(peer.namespaces)
    const [namespaceKey, podKey] = [selectorKey(namespaces), selectorKey(peer.pods ?? {})]
    const key = `${namespaceKey}/${podKey}`
    if (key === '/' || found.has(key) || (isPlain(namespaces, peer.pods) && isMet(namespaces, peer.pods!))) continue
    found.set(key, { name: outsiderName(namespaces, peer.pods ?? {}), namespaces: namespaceKey, pods: podKey })
  }
  return [...found.values()]
}

function podPeers(policies: readonly Policy[]): readonly PodPeer[] {
  const rules = policies.flatMap(({ egress = [], ingress = [] }) => [...egress, ...ingress])
  return rules.flatMap(({ peers = [] }) => peers.flatMap(peer => (peer.kind === 'pods' ? [peer] : [])))
}

/** Labels alone, of the pods as of their namespace. */
function isPlain(namespaces: LabelSelector, pods: LabelSelector | undefined): boolean {
  return [namespaces, pods].every(
    selector =>
      selector !== undefined && Object.keys(selector.matchLabels ?? {}).length > 0 && (selector.matchExpressions ?? []).length === 0
  )
}

/** Whether plain labels select a pod of the input; asked about few of the pods each time. */
function metBy(
  endpoints: readonly Endpoint[],
  labelsOf: (namespace: string) => NamespaceLabels
): (namespaces: LabelSelector, pods: LabelSelector) => boolean {
  let byLabel: ByLabel<Endpoint> | undefined
  return (namespaces, pods) => {
    byLabel ??= endpointsByLabel(endpoints)
    const lists = Object.entries(pods.matchLabels ?? {}).map(([key, value]) => byLabel!.of(key, value))
    const rarest = lists.reduce((least, list) => (list.length < least.length ? list : least))
    return rarest.some(
      ({ namespace, labels }) => matchesLabelSelector(pods, labels) && matchesLabelSelector(namespaces, labelsOf(namespace).labels)
    )
  }
}

function endpointsByLabel(endpoints: readonly Endpoint[]): ByLabel<Endpoint> {
  const byLabel = new ByLabel<Endpoint>()
  for (const endpoint of endpoints) for (const key of Object.keys(endpoint.labels)) byLabel.add(key, endpoint.labels[key]!, endpoint)
  return byLabel
}

function outsiderName(namespaces: LabelSelector, pods: LabelSelector): string {
  const own = requirementsOf(namespaces)
  const [first] = own
  const isNamed = own.length === 1 && first?.key === namespaceNameLabel && first.operator === 'In' && first.values?.length === 1
  const where = isNamed ? first.values![0]! : own.length === 0 ? '[all namespaces]' : `[namespace with {${selectorText(namespaces)}}]`
  const isAny = requirementsOf(pods).length === 0
  return `${where}/${isAny ? '[all pods]' : `[pod with {${selectorText(pods)}}]`}`
}

/** `app=db,tier Exists,role NotIn x y` */
function selectorText(selector: LabelSelector): string {
  const parts = requirementsOf(selector).map(({ key = '', operator = '', values = [] }) =>
    operator === 'In' && values.length === 1 ? `${key}=${values[0]}` : [key, operator, ...values].join(' ')
  )
  return parts.sort().join(',')
}

import { type Labels, labelOf, matchesLabelSelector, matchesLabels } from '../k8s/label-selector.ts'
import type { LabelSelector, PodSpec } from '../k8s/types.ts'
import type { Resource } from './resource.ts'

/** A pod, or equal pods, as controllers find them once nothing changes any more. */
export interface SettledPod {
  readonly namespace: string
  readonly name: string
  /** The object that the manifest declares. */
  readonly resource: Resource
  /** Its controller. */
  readonly controller?: { readonly kind: string; readonly name: string }
  readonly labels: Labels
  /** After admission and defaults. */
  readonly spec: PodSpec
  readonly node?: string
  readonly isRunning: boolean
  readonly isReady: boolean
  /** As far as they are given. */
  readonly addresses: readonly string[]
  /** How many such pods there are. */
  readonly count: number
}

/** Pods with the same labels in one namespace. */
interface LabelledPods {
  readonly labels: Labels
  readonly pods: SettledPod[]
}

/** All pods of a settled cluster, so that a selector looks at few of them. */
export class SettledPods {
  readonly all: readonly SettledPod[]
  readonly #byNamespace = new Map<string, LabelledPods[]>()
  readonly #byLabel = new Map<string, LabelledPods[]>()

  constructor(pods: readonly SettledPod[]) {
    this.all = pods
    const known = new Map<Labels, LabelledPods>()
    for (const pod of pods) {
      const entry = known.get(pod.labels)
      if (entry !== undefined) {
        entry.pods.push(pod)
        continue
      }
      const created: LabelledPods = { labels: pod.labels, pods: [pod] }
      known.set(pod.labels, created)
      push(this.#byNamespace, pod.namespace, created)
      for (const [key, value] of Object.entries(pod.labels)) push(this.#byLabel, labelKey(pod.namespace, key, value), created)
    }
  }

  /** The pods that a plain map of labels selects: an empty one selects all. */
  withLabels(namespace: string, wanted: Labels): readonly SettledPod[] {
    return podsOf(this.#candidates(namespace, wanted).filter(({ labels }) => matchesLabels(wanted, labels)))
  }

  /** The pods that a selector selects: an absent one selects none. */
  selectedBy(namespace: string, selector: LabelSelector | undefined): readonly SettledPod[] {
    const candidates = this.#candidates(namespace, selector?.matchLabels ?? {})
    return podsOf(candidates.filter(({ labels }) => matchesLabelSelector(selector, labels)))
  }

  /** Those that have the rarest of the labels. */
  #candidates(namespace: string, wanted: Labels): readonly LabelledPods[] {
    let rarest: readonly LabelledPods[] | undefined
    for (const key of Object.keys(wanted)) {
      const list = this.#byLabel.get(labelKey(namespace, key, labelOf(wanted, key) ?? '')) ?? []
      if (rarest === undefined || list.length < rarest.length) rarest = list
    }
    return rarest ?? this.#byNamespace.get(namespace) ?? []
  }
}

function podsOf(groups: readonly LabelledPods[]): readonly SettledPod[] {
  return groups.length === 1 ? groups[0]!.pods : groups.flatMap(({ pods }) => pods)
}

function push(map: Map<string, LabelledPods[]>, key: string, value: LabelledPods): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`
}

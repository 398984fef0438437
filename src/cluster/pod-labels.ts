import { labelOf, matchesLabelSelector } from '../k8s/label-selector.ts'
import type { LabelSelector } from '../k8s/types.ts'
import { ByPlacedLabel } from './by-label.ts'
import type { Cluster } from './cluster.ts'
import type { PodTemplate } from './pod-template.ts'

type Labels = Readonly<Record<string, string>>

/** Labels that controllers add to the pods they make, by kind of the owner. Mirrors pkg/controller/{statefulset,daemon,job,deployment}, v1.36. */
const addedLabels: ReadonlyMap<string, readonly string[]> = new Map([
  ['StatefulSet', ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'controller-revision-hash']],
  ['DaemonSet', ['controller-revision-hash', 'pod-template-generation']],
  ['Deployment', ['pod-template-hash']],
  ['Job', ['job-name', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/job-completion-index']],
  ['CronJob', ['job-name', 'batch.kubernetes.io/job-name']],
])

const allAdded: ReadonlySet<string> = new Set([...addedLabels.values()].flat())

/** Whether some controller gives pods labels of this key that no template has. */
export function isAddedLabel(key: string): boolean {
  return allAdded.has(key)
}

/** Whether pods of a template may have this label: it is written, or its controller adds it. */
export function mayHaveLabel({ metadata, owner }: PodTemplate, key: string, value: string): boolean {
  if (labelOf(metadata.labels, key) === value) return true
  if (addedLabels.get(owner.type.kind)?.includes(key) !== true) return false
  const name = owner.name ?? ''
  if (key === 'statefulset.kubernetes.io/pod-name') return value.startsWith(`${name}-`) && /^\d+$/.test(value.slice(name.length + 1))
  if (!key.endsWith('job-name')) return true
  return owner.type.kind === 'CronJob' ? value.startsWith(`${name}-`) : value === name
}

/** Whether pods of a template may have all labels of a plain selector. */
export function mayHaveLabels(template: PodTemplate, selector: Labels): boolean {
  return Object.keys(selector).every(key => mayHaveLabel(template, key, selector[key]!))
}

/** The pod templates of a cluster by namespace and written label, so that a selector looks at few of them. */
export class PodLabelIndex {
  readonly #cluster: Cluster
  readonly #byLabel = new ByPlacedLabel<PodTemplate>()

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    for (const template of cluster.podTemplates) {
      const { labels } = template.metadata
      if (labels) for (const key of Object.keys(labels)) this.#byLabel.add(template.namespace, key, labels[key]!, template)
    }
  }

  /** Whether pods of any template of the namespace may have all labels of a plain selector. */
  selectsAny(namespace: string, selector: Labels): boolean {
    return this.#candidates(namespace, selector).some(template => mayHaveLabels(template, selector))
  }

  /** The templates whose pods may have all labels of a plain selector. */
  selected(namespace: string, selector: Labels): readonly PodTemplate[] {
    return this.#candidates(namespace, selector).filter(template => mayHaveLabels(template, selector))
  }

  /** The templates whose written labels a selector selects. */
  matching(namespace: string, selector: LabelSelector): readonly PodTemplate[] {
    return this.#candidates(namespace, selector.matchLabels ?? {}).filter(({ metadata }) => matchesLabelSelector(selector, metadata.labels))
  }

  /** At most `limit` templates among which one that was meant should be looked for: those that have one of the labels, then any of the namespace. */
  near(namespace: string, selector: Labels, limit: number): readonly PodTemplate[] {
    const near = new Set<PodTemplate>()
    const lists = Object.entries(selector).map(([key, value]) => this.#byLabel.of(namespace, key, value))
    for (const list of [...lists.sort((a, b) => a.length - b.length), this.#cluster.podTemplatesIn(namespace)]) {
      for (const template of list) {
        if (near.size >= limit) return [...near]
        near.add(template)
      }
    }
    return [...near]
  }

  /** The templates that have the rarest of the labels; all of them where a controller may have added each. */
  #candidates(namespace: string, selector: Labels): readonly PodTemplate[] {
    let rarest: readonly PodTemplate[] | undefined
    for (const [key, value] of Object.entries(selector)) {
      if (isAddedLabel(key)) continue
      const list = this.#byLabel.of(namespace, key, value)
      if (rarest === undefined || list.length < rarest.length) rarest = list
    }
    return rarest ?? this.#cluster.podTemplatesIn(namespace)
  }
}

/** Names one label of one namespace. */
export function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`
}

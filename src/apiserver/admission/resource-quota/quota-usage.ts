import { type ResourceAmounts, resourceAmounts } from '../../../k8s/pod-requests.ts'
import { compareQuantities, type Quantity, quantitySign } from '../../../k8s/quantity.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { StoredChange, Tally } from '../admission-view.ts'
import type { ResourceQuota } from '../objects.ts'
import { difference, sum } from './amounts.ts'
import { evaluatorOf, type QuotaEvaluator } from './evaluator.ts'
import { isCounted } from './scopes.ts'

/** One object that uses some of a quota. */
export interface QuotaUser {
  readonly kind: string
  readonly group: string
  readonly name: string
  readonly usage: ResourceAmounts
}

interface CountedObject {
  readonly kind: string
  readonly group: string
  readonly object: KubernetesObject
  readonly evaluator: QuotaEvaluator
}

interface NamespaceBook {
  readonly objects: Map<string, CountedObject>
  /** What is used of each quota that somebody has asked about, but for what came and went since. */
  readonly used: Map<ResourceQuota, Map<string, Quantity>>
  since: { readonly counted: CountedObject; readonly gone: boolean }[]
}

/** What the stored objects of each namespace use of its quotas. Mirrors what admission and pkg/controller/resourcequota keep in status.used, v1.36. */
export class QuotaUsage implements Tally {
  readonly #books = new Map<string, NamespaceBook>()

  record({ type, namespace, key, before, after }: StoredChange): void {
    const evaluator = namespace === null ? undefined : evaluatorOf(type)
    if (namespace === null || evaluator === undefined) return
    const { kind, group } = type
    const book = this.#bookOf(namespace)
    const identity = `${kind}.${group}/${key}`
    if (before !== undefined) {
      book.since.push({ counted: { kind, group, object: before, evaluator }, gone: true })
      book.objects.delete(identity)
      book.used.delete(before as ResourceQuota)
    }
    if (after === undefined) return
    const counted = { kind, group, object: after, evaluator }
    book.since.push({ counted, gone: false })
    book.objects.set(identity, counted)
  }

  /** How much of each of its resources is used. A cluster that was only partly given may use more, by the quota's own status. */
  of(quota: ResourceQuota, namespace: string, version: KubernetesVersion): ResourceAmounts {
    const book = this.#bookOf(namespace)
    for (const [known, used] of book.used) book.used.set(known, this.#brought(known, used, book, version))
    book.since = []
    const used = book.used.get(quota) ?? firstUsage(quota, book, version)
    book.used.set(quota, used)
    return used
  }

  /** Who uses some of these resources. */
  users(quota: ResourceQuota, namespace: string, resources: readonly string[], version: KubernetesVersion): readonly QuotaUser[] {
    return [...this.#bookOf(namespace).objects.values()].flatMap(({ kind, group, object, evaluator }) => {
      if (!isCounted(quota, object, evaluator)) return []
      const all = [...evaluator.usage(object, version)]
      const usage = new Map(all.filter(([name, amount]) => resources.includes(name) && quantitySign(amount) > 0))
      return usage.size === 0 ? [] : [{ kind, group, name: object.metadata?.name ?? '', usage }]
    })
  }

  #brought(quota: ResourceQuota, before: Map<string, Quantity>, book: NamespaceBook, version: KubernetesVersion): Map<string, Quantity> {
    let used = before
    for (const { counted, gone } of book.since) {
      const { object, evaluator } = counted
      if (!isCounted(quota, object, evaluator)) continue
      used = (gone ? difference : sum)(used, evaluator.usage(object, version))
    }
    return used
  }

  #bookOf(namespace: string): NamespaceBook {
    const known = this.#books.get(namespace)
    if (known !== undefined) return known
    const book = { objects: new Map(), used: new Map(), since: [] }
    this.#books.set(namespace, book)
    return book
  }
}

function firstUsage(quota: ResourceQuota, book: NamespaceBook, version: KubernetesVersion): Map<string, Quantity> {
  let used = resourceAmounts(Object.fromEntries(Object.keys(quota.spec?.hard ?? {}).map(name => [name, 0])))
  for (const { object, evaluator } of book.objects.values())
    if (isCounted(quota, object, evaluator)) used = sum(used, evaluator.usage(object, version))
  for (const [name, told] of resourceAmounts(quota.status?.used)) {
    const own = used.get(name)
    if (own !== undefined && compareQuantities(told, own) > 0) used.set(name, told)
  }
  return used
}

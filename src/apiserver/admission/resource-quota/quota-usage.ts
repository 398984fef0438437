import { type ResourceAmounts, resourceAmounts } from '../../../k8s/pod-requests.ts'
import { compareQuantities, type Quantity, quantitySign } from '../../../k8s/quantity.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { StoredChange, Tally } from '../admission-view.ts'
import type { ResourceQuota } from '../objects.ts'
import { difference, sum } from './amounts.ts'
import { evaluatorOf } from './evaluator.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'
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
  /** What it uses, once somebody has asked. */
  usage?: ResourceAmounts
}

interface NamespaceBook {
  /** By who counts them, in order of arrival. */
  readonly objects: Map<QuotaEvaluator, Map<string, CountedObject>>
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
      book.objects.get(evaluator)?.delete(identity)
      book.used.delete(before as ResourceQuota)
    }
    if (after === undefined) return
    const counted: CountedObject = { kind, group, object: after, evaluator }
    book.since.push({ counted, gone: false })
    const own = book.objects.get(evaluator) ?? new Map<string, CountedObject>()
    book.objects.set(evaluator, own)
    own.set(identity, counted)
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

  /** The first of those who use some of these resources, so many at most. */
  users(
    quota: ResourceQuota,
    namespace: string,
    resources: readonly string[],
    version: KubernetesVersion,
    most: number
  ): readonly QuotaUser[] {
    const users: QuotaUser[] = []
    for (const [evaluator, objects] of this.#bookOf(namespace).objects) {
      if (!resources.some(resource => evaluator.tracks(resource))) continue
      for (const counted of objects.values()) {
        if (users.length === most) return users
        const { kind, group, object } = counted
        if (!isCounted(quota, object, evaluator)) continue
        const usage = new Map(
          [...usageOf(counted, version)].filter(([name, amount]) => resources.includes(name) && quantitySign(amount) > 0)
        )
        if (usage.size > 0) users.push({ kind, group, name: object.metadata?.name ?? '', usage })
      }
    }
    return users
  }

  #brought(quota: ResourceQuota, before: Map<string, Quantity>, book: NamespaceBook, version: KubernetesVersion): Map<string, Quantity> {
    let used = before
    for (const { counted, gone } of book.since) {
      const { object, evaluator } = counted
      if (!isCounted(quota, object, evaluator)) continue
      used = (gone ? difference : sum)(used, usageOf(counted, version))
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
  for (const [evaluator, objects] of book.objects)
    for (const counted of objects.values()) if (isCounted(quota, counted.object, evaluator)) used = sum(used, usageOf(counted, version))
  for (const [name, told] of resourceAmounts(quota.status?.used)) {
    const own = used.get(name)
    if (own !== undefined && compareQuantities(told, own) > 0) used.set(name, told)
  }
  return used
}

function usageOf(counted: CountedObject, version: KubernetesVersion): ResourceAmounts {
  counted.usage ??= counted.evaluator.usage(counted.object, version)
  return counted.usage
}

import { isForeignGroup } from '../cluster/cluster.ts'
import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { RuleRun } from '../lint/run-rules.ts'
import { kindPart, namePart, type Part, podsPart } from './reads.ts'
import { isSameList } from './same-list.ts'

type RequestOf = (resource: Resource) => Request | undefined

/** What a set consists of. */
interface SetState {
  readonly requests: ReadonlyMap<Resource, Request | undefined>
  readonly owners: ReadonlySet<Resource>
  readonly custom: readonly unknown[]
  readonly documents: readonly unknown[]
}

/** Tells which parts of a set are others than when it was looked at last. */
export class SetChanges {
  #before: SetState | undefined

  /** The parts that have changed; undefined where everything has. */
  changed(run: RuleRun, custom: readonly unknown[], requestOf: RequestOf): ReadonlySet<Part> | undefined {
    const before = this.#before
    const now = stateOf(run, custom, requestOf)
    this.#before = now
    if (before === undefined) return undefined
    const changed = new Set<Part>()
    for (const resource of distinct(before.requests, now.requests)) addPartsOf(resource, changed)
    for (const { namespace } of distinct(asMap(before.owners), asMap(now.owners))) changed.add('pods').add(podsPart(namespace ?? ''))
    if (!isSameList(before.custom, now.custom)) changed.add('custom')
    if (!isSameList(before.documents, now.documents)) changed.add('documents')
    return changed.size > 0 ? changed.add('all') : changed
  }
}

function addPartsOf({ type: { group, kind }, namespace, name }: Resource, parts: Set<Part>): void {
  parts.add(kindPart(group, kind))
  if (isForeignGroup(group)) parts.add('foreign groups')
  if (name !== null) parts.add(namePart(group, kind, namespace, name))
}

function stateOf({ cluster, documents }: RuleRun, custom: readonly unknown[], requestOf: RequestOf): SetState {
  const requests = new Map<Resource, Request | undefined>()
  for (const resources of [cluster.resources, cluster.replaced])
    for (const resource of resources) requests.set(resource, requestOf(resource))
  const owners = new Set(cluster.podTemplates.map(({ owner }) => owner))
  return { requests, owners, custom, documents: documents.flatMap(({ source, declarations }) => [source, ...declarations]) }
}

/** What is in one of them only, or stands for something else in the other. */
function* distinct<Key, Value>(before: ReadonlyMap<Key, Value>, now: ReadonlyMap<Key, Value>): Iterable<Key> {
  for (const [key, value] of before) if (now.get(key) !== value || !now.has(key)) yield key
  for (const key of now.keys()) if (!before.has(key)) yield key
}

function asMap(resources: ReadonlySet<Resource>): ReadonlyMap<Resource, true> {
  return new Map([...resources].map(resource => [resource, true]))
}

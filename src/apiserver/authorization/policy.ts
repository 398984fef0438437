import type { BindingObject, RoleObject, RoleRef, Subject } from '../../k8s/rbac.ts'
import { serviceAccountUser } from '../../k8s/rbac.ts'
import { aggregatedRules, aggregates, ClusterRoleIndex, ownRules, type RoleRule } from './aggregation.ts'
import type { PolicyObject } from './bootstrap.ts'
import type { User } from './user.ts'

/** How many users' bindings are kept at hand. */
const mostRemembered = 10_000

/** A binding by its identity; `namespace` is null for a ClusterRoleBinding. */
export interface Binding {
  readonly namespace: string | null
  readonly name: string
  readonly object: BindingObject
  /** Order of arrival. */
  readonly order: number
}

/** Roles and bindings, the bindings indexed by whom they are for. */
export class RbacPolicy {
  readonly #roles = new Map<string, RoleObject>()
  readonly #clusterRoles = new Map<string, RoleObject>()
  readonly #bindings = new Map<string, Binding>()
  /** By namespace, the empty one for bindings of the cluster, and by subject. */
  readonly #bySubject = new Map<string, Map<string, Set<Binding>>>()
  readonly #rules = new Map<RoleObject, readonly RoleRule[]>()
  /** By what is selected. */
  readonly #aggregates = new Map<string, readonly RoleRule[]>()
  readonly #found = new Map<string, readonly Binding[]>()
  #index: ClusterRoleIndex | undefined
  #order = 0

  readonly #initial: ReadonlySet<RoleObject>

  /** `initial`: what is there before anybody applies anything. */
  constructor(initial: readonly PolicyObject[] = []) {
    this.#initial = new Set(initial.map(({ object }) => object))
    for (const object of initial) this.put(object)
  }

  /** Adds an object, in place of one of the same identity. */
  put({ kind, namespace, name, object }: PolicyObject): void {
    if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') this.#putBinding(namespace, name, object)
    else {
      if (kind === 'ClusterRole') this.#clusterRoles.set(name, this.#applied(this.#clusterRoles.get(name), object))
      else this.#roles.set(`${namespace}/${name}`, object)
      this.#rules.clear()
      this.#aggregates.clear()
      this.#index = undefined
    }
  }

  /** The role that a binding of a namespace names; null stands for the cluster. */
  role({ kind, name = '' }: RoleRef, namespace: string | null): RoleObject | undefined {
    if (kind === 'ClusterRole') return this.#clusterRoles.get(name)
    return kind === 'Role' && namespace !== null ? this.#roles.get(`${namespace}/${name}`) : undefined
  }

  /** Every binding, in order of arrival. */
  get bindings(): readonly Binding[] {
    return [...this.#bindings.values()].sort((a, b) => a.order - b.order)
  }

  /** What a role grants. */
  rulesOf(role: RoleObject): readonly RoleRule[] {
    const known = this.#rules.get(role)
    if (known !== undefined) return known
    this.#index ??= new ClusterRoleIndex(this.#clusterRoles.values())
    const rules = aggregates(role) ? this.#aggregated(role, this.#index) : ownRules(role)
    this.#rules.set(role, rules)
    return rules
  }

  /** Roles that select the same have the same rules. */
  #aggregated(role: RoleObject, index: ClusterRoleIndex): readonly RoleRule[] {
    const selectors = JSON.stringify(role.aggregationRule?.clusterRoleSelectors)
    const known = this.#aggregates.get(selectors)
    if (known !== undefined) return known
    const rules = aggregatedRules(role, index)
    this.#aggregates.set(selectors, rules)
    return rules
  }

  /** The bindings that apply to a user: those of the cluster, then those of the namespace, each in order of arrival. */
  bindingsOf({ name, groups }: User, namespace: string): readonly Binding[] {
    const keys = [userKey(name), ...groups.map(groupKey)]
    const id = JSON.stringify([namespace, ...keys])
    const known = this.#found.get(id)
    if (known !== undefined) return known
    const found = this.#find(keys, namespace)
    if (this.#found.size === mostRemembered) this.#found.clear()
    this.#found.set(id, found)
    return found
  }

  #find(keys: readonly string[], namespace: string): readonly Binding[] {
    return (namespace === '' ? [''] : ['', namespace]).flatMap(scope => {
      const subjects = this.#bySubject.get(scope)
      if (subjects === undefined) return []
      const sets = keys.flatMap(key => subjects.get(key) ?? [])
      const found = sets.length === 1 ? [...sets[0]!] : [...new Set(sets.flatMap(set => [...set]))]
      return found.sort((a, b) => a.order - b.order)
    })
  }

  /** Applied over a role of the server's, an object leaves what it does not mention: labels and aggregation. */
  #applied(before: RoleObject | undefined, object: RoleObject): RoleObject {
    if (before === undefined || !this.#initial.has(before)) return object
    const labels = { ...before.metadata?.labels, ...object.metadata?.labels }
    return { ...before, ...object, metadata: { ...object.metadata, labels } }
  }

  #putBinding(namespace: string | null, name: string, object: BindingObject): void {
    this.#found.clear()
    const id = `${namespace ?? ''}/${name}`
    const before = this.#bindings.get(id)
    const binding = { namespace, name, object, order: before?.order ?? this.#order++ }
    if (before !== undefined) for (const key of subjectKeys(before)) this.#subjects(before, key).delete(before)
    this.#bindings.set(id, binding)
    for (const key of subjectKeys(binding)) this.#subjects(binding, key).add(binding)
  }

  #subjects({ namespace }: Binding, key: string): Set<Binding> {
    const scope = entryOf(this.#bySubject, namespace ?? '', () => new Map<string, Set<Binding>>())
    return entryOf(scope, key, () => new Set<Binding>())
  }
}

const firstSubjects = new WeakMap<Binding, ReadonlyMap<string, number>>()

/** The first subject of a binding that is the user, or a group of theirs. Mirrors pkg/registry/rbac/validation/rule.go appliesTo, v1.36. */
export function subjectIndex(binding: Binding, { name, groups }: User): number {
  let first = firstSubjects.get(binding)
  if (first === undefined) {
    first = indexSubjects(binding)
    firstSubjects.set(binding, first)
  }
  let least = -1
  for (const key of [userKey(name), ...groups.map(groupKey)]) {
    const index = first.get(key)
    if (index !== undefined && (least === -1 || index < least)) least = index
  }
  return least
}

function indexSubjects({ object, namespace }: Binding): ReadonlyMap<string, number> {
  const first = new Map<string, number>()
  for (const [index, subject] of (object.subjects ?? []).entries()) {
    const key = subjectKey(subject, namespace)
    if (key !== undefined && !first.has(key)) first.set(key, index)
  }
  return first
}

function subjectKeys({ object, namespace }: Binding): Set<string> {
  return new Set((object.subjects ?? []).flatMap(subject => subjectKey(subject, namespace) ?? []))
}

/** Under which a subject is found; undefined for one that nobody can be. */
function subjectKey({ kind, name = '', namespace }: Subject, own: string | null): string | undefined {
  if (kind === 'User') return userKey(name)
  if (kind === 'Group') return groupKey(name)
  const home = namespace || own
  return kind === 'ServiceAccount' && home ? userKey(serviceAccountUser(home, name)) : undefined
}

function userKey(name: string): string {
  return `u${name}`
}

function groupKey(name: string): string {
  return `g${name}`
}

function entryOf<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = create()
  map.set(key, created)
  return created
}

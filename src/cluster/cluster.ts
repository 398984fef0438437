import type { KubernetesObject } from '../k8s/types.ts'
import { podTemplateOf } from './expand/pod-template-of.ts'
import type { PodTemplate } from './pod-template.ts'
import type { Resource } from './resource.ts'

/** Everything declared in one set, indexed once and never changed. */
export class Cluster {
  readonly #resources: readonly Resource[]
  readonly #replaced: readonly Resource[]
  /** By kind, then by group. */
  readonly #kinds = new Map<string, Map<string, OfKind>>()
  /** All definitions of an object that has several. */
  readonly #sameName = new Map<string, Resource[]>()
  readonly #derived = new Map<unknown, unknown>()
  #podTemplates: readonly PodTemplate[] | undefined
  #podTemplatesByNamespace: ReadonlyMap<string, readonly PodTemplate[]> | undefined

  /** `replaced` are definitions in whose place later ones stand. */
  constructor(resources: readonly Resource[], replaced: readonly Resource[] = []) {
    this.#resources = resources
    this.#replaced = replaced
    for (const { type, namespace, name } of replaced)
      if (name !== null) this.#sameName.set(nameKey(type.group, type.kind, namespace, name), [])
    for (const resource of replaced) this.#definitionsOf(resource)?.push(resource)
    for (const resource of resources) {
      const { group, kind } = resource.type
      const { list, byName } = this.#kinds.get(kind)?.get(group) ?? this.#addKind(group, kind)
      list.push(resource)
      if (resource.name === null) continue
      byName.set(placedName(resource.namespace, resource.name), resource)
      this.#definitionsOf(resource)?.push(resource)
    }
  }

  /** The same with more objects behind the others, one for each list of these. */
  with(more: readonly Resource[]): Cluster {
    if (more.length === 0) return this
    return this.derived(more, () => {
      const extended = new Cluster([...this.resources, ...more])
      extended.#podTemplates = [...this.podTemplates, ...podTemplatesOf(more)]
      return extended
    })
  }

  #addKind(group: string, kind: string): OfKind {
    const added: OfKind = { list: [], byName: new Map() }
    const groups = this.#kinds.get(kind)
    if (groups === undefined) this.#kinds.set(kind, new Map([[group, added]]))
    else groups.set(group, added)
    return added
  }

  #definitionsOf({ type, namespace, name }: Resource): Resource[] | undefined {
    return this.#sameName.size === 0 || name === null ? undefined : this.#sameName.get(nameKey(type.group, type.kind, namespace, name))
  }

  /** In order of arrival. */
  get resources(): readonly Resource[] {
    return this.#resources
  }

  /** Of groups that are not Kubernetes' own, in order of arrival. */
  get ofForeignGroups(): readonly Resource[] {
    return this.#resources.filter(({ type: { group } }) => isForeignGroup(group))
  }

  /** The definitions in whose place later ones stand. */
  get replaced(): readonly Resource[] {
    return this.#replaced
  }

  /** All objects of a kind, in order of arrival. `group` is `''` for the core group. */
  ofKind(group: string, kind: string): readonly Resource[] {
    return this.#kinds.get(kind)?.get(group)?.list ?? []
  }

  has(group: string, kind: string): boolean {
    return this.#kinds.get(kind)?.has(group) === true
  }

  /** The object of that name: of several, the last. */
  find(group: string, kind: string, namespace: string | null, name: string): Resource | undefined {
    return this.#kinds.get(kind)?.get(group)?.byName.get(placedName(namespace, name))
  }

  /**
   * The definitions that a resource may mean by a name: those of its own file, where there are any. Files that define one object are often
   * alternatives, of which one is applied.
   */
  meant(by: Resource, group: string, kind: string, namespace: string | null, name: string): readonly Resource[] {
    const named = this.#sameName.size === 0 ? undefined : this.#sameName.get(nameKey(group, kind, namespace, name))
    if (named === undefined) {
      const only = this.find(group, kind, namespace, name)
      return only === undefined ? [] : [only]
    }
    const near = named.filter(({ document }) => document.file === by.document.file)
    return near.length > 0 ? near : named
  }

  /** Bare pods and the templates of workloads, in order of arrival. */
  get podTemplates(): readonly PodTemplate[] {
    this.#podTemplates ??= podTemplatesOf(this.resources)
    return this.#podTemplates
  }

  podTemplatesIn(namespace: string): readonly PodTemplate[] {
    this.#podTemplatesByNamespace ??= groupByNamespace(this.podTemplates)
    return this.#podTemplatesByNamespace.get(namespace) ?? []
  }

  /** What follows from the cluster that `make` is given, made once for each key, however many ask for it. */
  derived<Value>(key: unknown, make: (cluster: Cluster) => Value): Value {
    if (this.#derived.has(key)) return this.#derived.get(key) as Value
    const made = make(this)
    this.#derived.set(key, made)
    return made
  }
}

/** The object of a resource, as a type that the caller knows it has. */
export function objectAs<T extends KubernetesObject>(resource: Resource): T {
  return resource.object as T
}

const ownGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'autoscaling', 'policy', 'extensions'])

/** Whether a group is of another project than Kubernetes. */
export function isForeignGroup(group: string): boolean {
  return !ownGroups.has(group) && !group.endsWith('.k8s.io')
}

/** The objects of one kind. */
interface OfKind {
  readonly list: Resource[]
  /** Of several of one name, the last. */
  readonly byName: Map<string, Resource>
}

function podTemplatesOf(resources: readonly Resource[]): readonly PodTemplate[] {
  const templates: PodTemplate[] = []
  for (const resource of resources) {
    const template = podTemplateOf(resource)
    if (template !== undefined) templates.push(template)
  }
  return templates
}

function placedName(namespace: string | null, name: string): string {
  return `${namespace ?? ''}/${name}`
}

function nameKey(group: string, kind: string, namespace: string | null, name: string): string {
  return `${kind}.${group}/${placedName(namespace, name)}`
}

function groupByNamespace(templates: readonly PodTemplate[]): ReadonlyMap<string, readonly PodTemplate[]> {
  const groups = new Map<string, PodTemplate[]>()
  for (const template of templates) {
    const group = groups.get(template.namespace)
    if (group === undefined) groups.set(template.namespace, [template])
    else group.push(template)
  }
  return groups
}

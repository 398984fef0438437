import type { FieldRef } from '../cluster/field-ref.ts'
import { isHomonym } from '../cluster/homonym.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { Container } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import { dropsFields } from './dropped-fields.ts'
import { hasEmptyKey } from './empty-keys.ts'
import type { DocumentView, Trigger } from './rule.ts'
import type { RuleRun } from './run-rules.ts'

/** A container with its place. */
export interface ContainerSubject {
  readonly container: Container
  readonly at: FieldRef
  readonly template: PodTemplate
}

/** What the rules of one run are shown: the input only. Lists are made when the first rule asks for them. */
export class Subjects {
  readonly documents: readonly DocumentView[]
  readonly #run: RuleRun
  readonly #requests: ReadonlyMap<number, Request>
  readonly #resources: readonly Resource[]
  /** Those that rules for single kinds see: none that is only called like what the rule means. */
  #named: readonly Resource[] | undefined
  #byKind: ReadonlyMap<string, readonly Resource[]> | undefined
  #templates: readonly PodTemplate[] | undefined
  #containers: readonly ContainerSubject[] | undefined
  readonly #narrowed = new Map<keyof Trigger, readonly Resource[]>()

  /** `requests` by the order of their objects. */
  constructor(run: RuleRun, requests: ReadonlyMap<number, Request>) {
    this.#run = run
    this.#requests = requests
    this.documents = run.documents
    this.#resources = run.cluster.resources.filter(resource => resource.role === 'input')
  }

  get templates(): readonly PodTemplate[] {
    this.#templates ??= this.#run.cluster.podTemplates.filter(template => template.owner.role === 'input')
    return this.#templates
  }

  get containers(): readonly ContainerSubject[] {
    this.#containers ??= this.templates.flatMap(containersOf)
    return this.#containers
  }

  /** The objects that a rule with such a trigger looks at: where a single thing makes it look, those that have that. */
  resourcesFor(when: Trigger): readonly Resource[] {
    const [only, ...others] = Object.keys(when) as (keyof Trigger)[]
    const { kinds } = when
    if (others.length > 0 || only === undefined) return kinds === undefined ? this.#resources : this.#namedOnes()
    if (kinds !== undefined) return this.#ofKinds(kinds)
    const has = narrowing[only]
    if (has === undefined) return this.#resources
    const known = this.#narrowed.get(only)
    if (known !== undefined) return known
    const narrowed = this.#resources.filter(resource => has(resource, this.#requests.get(resource.order)))
    this.#narrowed.set(only, narrowed)
    return narrowed
  }

  #ofKinds(kinds: readonly string[]): readonly Resource[] {
    this.#byKind ??= groupByKind(this.#namedOnes())
    const lists = kinds.flatMap(kind => this.#byKind!.get(kind) ?? [])
    return kinds.length === 1 ? lists : lists.sort((a, b) => a.order - b.order)
  }

  #namedOnes(): readonly Resource[] {
    this.#named ??= this.#resources.filter(resource => !isHomonym(resource, this.#run.environment.version))
    return this.#named
  }
}

/** Tells which objects a rule with such a trigger looks at: those that `Subjects.resourcesFor` gives. */
export function isShownTo(when: Trigger, version: KubernetesVersion): (resource: Resource, request: Request | undefined) => boolean {
  const [only, ...others] = Object.keys(when) as (keyof Trigger)[]
  const { kinds } = when
  if (kinds !== undefined) {
    const isOfKind = others.length > 0 ? () => true : (kind: string) => kinds.includes(kind)
    return resource => isOfKind(resource.type.kind) && !isHomonym(resource, version)
  }
  return (others.length === 0 && only !== undefined && narrowing[only]) || (() => true)
}

const narrowing: { readonly [Key in keyof Trigger]?: (resource: Resource, request: Request | undefined) => boolean } = {
  server: (_, request) => request !== undefined && (request.verdict.objections.length > 0 || request.verdict.warnings.length > 0),
  dropped: (_, request) => request !== undefined && dropsFields(request),
  emptyKeys: hasEmptyKey,
}

function groupByKind(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>()
  for (const resource of resources) {
    const { kind } = resource.type
    const group = groups.get(kind)
    if (group === undefined) groups.set(kind, [resource])
    else group.push(resource)
  }
  return groups
}

/** The containers of a template that rules are shown, in order. */
export function containersOf(template: PodTemplate): readonly ContainerSubject[] {
  return (['initContainers', 'containers'] as const).flatMap(list =>
    (template.spec[list] ?? []).map((container, i) => ({ container, at: template.specAt.child(list, i), template }))
  )
}

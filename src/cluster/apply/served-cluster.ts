import type { Verdict } from '../../apiserver/answer.ts'
import type { AdmissionView, ServerRequest } from '../../apiserver/index.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import type { Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import type { ApplyOptions } from './apply-options.ts'
import { lastApplied, mergeApplied } from './merge-applied.ts'
import { missingDefinition } from './missing-definition.ts'
import type { Recall } from './recall.ts'
import { withPlaceholders, withStandIns } from './stand-ins.ts'
import { StoredObjects } from './stored-objects.ts'

/** A cluster behind its API server: what it holds changes with every request that is accepted. */
export class ServedCluster {
  readonly #options: ApplyOptions
  readonly #objects: StoredObjects

  readonly #definitions: ReadonlySet<string>
  readonly #recall: Recall | undefined
  /** The answers that were good when the same objects were sent in the same order to another cluster. */
  readonly #answers = new Map<Resource, Request>()
  /** What each object that was applied, or is in the state before, was made of. */
  readonly #origins = new Map<KubernetesObject, Origin>()

  /** `definitions` of custom kinds are yet to come; `answers` are what the same objects, in the same order, came to elsewhere. */
  constructor(options: ApplyOptions, definitions: ReadonlySet<string> = new Set(), answers: readonly Request[] = [], recall?: Recall) {
    this.#options = options
    this.#recall = recall
    this.#definitions = definitions
    for (const answer of answers)
      if (answer.operation === 'create' && answer.verdict.objections.length === 0) this.#answers.set(answer.resource, answer)
    this.#objects = new StoredObjects(options.world, options.isExternal)
    for (const resource of options.cluster) this.#objects.store(resource, resource.object)
    for (const resource of options.before ?? []) this.#keepBefore(resource)
  }

  /** What is there now. */
  get view(): AdmissionView {
    return this.#objects
  }

  /** What `kubectl apply` of one object comes to. */
  apply(resource: Resource): Request {
    const { server, refusedStay } = this.#options
    const replaced = refusedStay ? this.#alternative(resource) : undefined
    const asUpdate = replaced === undefined ? undefined : this.#update(resource, replaced)
    if (replaced !== undefined && resource.name !== null) this.#objects.remove(resource.type, resource.namespace, resource.name)
    const old = this.#objects.of(resource)
    const known = old === undefined ? this.#answers.get(resource) : undefined
    if (known !== undefined && !this.#mayBeCounted(resource)) {
      this.keep(known)
      return known
    }
    const missing = known === undefined ? missingDefinition(resource, this.#definitions, this.#objects) : undefined
    const recall = old === undefined && replaced === undefined && missing === undefined ? this.#recall : undefined
    const recalled = recall?.find(resource, this.#objects)
    if (recalled !== undefined) {
      if (refusedStay || recalled.verdict.objections.length === 0) this.keep(recalled)
      return recalled
    }
    const operation = old === undefined ? 'create' : 'update'
    const sent = requestOf(resource, old, this.#sent(resource, old))
    const { stores } = this.#options
    const request =
      stores === true || known !== undefined
        ? { ...sent, ...(stores === true && { stores }), ...(known !== undefined && { validated: true as const }) }
        : sent
    const judged = server.handle(request, recall?.watch(this.#objects) ?? this.#objects)
    const handled = known === undefined ? judged : { ...judged, warnings: known.verdict.warnings }
    const verdict = missing === undefined ? handled : { ...handled, objections: [missing, ...handled.objections] }
    const answered = { resource, operation, verdict, ...(asUpdate !== undefined && { asUpdate }) } as const
    recall?.keep(answered)
    if (refusedStay || verdict.objections.length === 0) this.keep(answered)
    return answered
  }

  /** Whether what controllers have created in the meantime may keep an object from being taken: something counts objects there. */
  #mayBeCounted({ namespace }: Resource): boolean {
    return namespace !== null && this.#objects.list('', 'ResourceQuota', namespace).length > 0
  }

  /** What another file defines under the same identity: of two, the later stands in the place of the first as if there were none. */
  #alternative(resource: Resource): KubernetesObject | undefined {
    const old = this.#objects.of(resource)
    const file = old === undefined ? undefined : this.#origins.get(old)?.document?.file
    return file === undefined || file === resource.document.file ? undefined : old
  }

  /** What the server says to changing one into the other. */
  #update(resource: Resource, old: KubernetesObject): Verdict {
    return this.#options.server.handle(requestOf(resource, old, this.#sent(resource, old)), this.#objects)
  }

  /** Keeps an object as a request that was answered before left it. */
  keep({ resource, verdict }: Request): void {
    this.#origins.set(verdict.stored, resource)
    if (verdict.objections.length === 0) this.#objects.store(resource, verdict.stored)
    else this.#objects.storeRefused(resource, verdict.stored)
  }

  /** What is sent of an object: the text, merged into what is there where kubectl does so. */
  #sent({ type, object, written }: Resource, old: KubernetesObject | undefined): KubernetesObject {
    const { server, version, update } = this.#options
    if (old === undefined || update !== 'apply') return object
    return server.defaults(mergeApplied(written, old, this.#origins.get(old)?.written, type, version), type)
  }

  /** Keeps an object of the state before: one that comes from a server as it is, a manifest as its creation leaves it. */
  #keepBefore(resource: Resource): void {
    const { uid, creationTimestamp } = (resource.written.metadata ?? {}) as { readonly uid?: unknown; readonly creationTimestamp?: unknown }
    if (typeof uid === 'string' || typeof creationTimestamp === 'string') {
      const applied = lastApplied(resource.written)
      if (applied !== undefined) this.#origins.set(resource.object, { written: applied })
      this.#objects.store(resource, resource.object)
    } else {
      const { stored } = this.#options.server.handle(requestOf(resource, undefined, resource.object), this.#objects)
      this.#origins.set(stored, { written: resource.written })
      this.#objects.store(resource, stored)
    }
  }

  /**
   * The answer to an object that a controller creates; names in it may hold placeholders.
   * It is kept, where it is accepted, only under a key: one that is its own among the objects of its kind and namespace.
   * `validated` where one like it was accepted before.
   */
  create(type: ResourceType, namespace: string | null, object: KubernetesObject, key?: string, validated = false): Verdict {
    const { server } = this.#options
    const made = withStandIns(object)
    const request: ServerRequest = {
      operation: 'create',
      type,
      object: server.defaults(made, type),
      namespace,
      name: made.metadata?.name ?? null,
      fromController: true,
      ...(validated && { validated }),
      decodeErrors: [],
    }
    const verdict = withPlaceholders(server.handle(request, this.#objects))
    if (key !== undefined && verdict.objections.length === 0) this.#objects.put(type, namespace, key, verdict.stored)
    return verdict
  }

  /** Keeps one more object under a key, like one that was accepted. */
  add(type: ResourceType, namespace: string | null, object: KubernetesObject, key: string): void {
    this.#objects.put(type, namespace, key, object)
  }

  /** Takes out what a controller created under that key. */
  delete(type: ResourceType, namespace: string | null, key: string): void {
    this.#objects.remove(type, namespace, key)
  }
}

/** What an object that is there was made of. */
interface Origin {
  readonly written: KubernetesObject
  /** Present for an object of the input. */
  readonly document?: SourceDocument
}

/** The request that puts an object where nothing, or another one, is. */
function requestOf(resource: Resource, old: KubernetesObject | undefined, object: KubernetesObject): ServerRequest {
  const { type, namespace, name, decodeErrors, decodeMessage } = resource
  if (old === undefined && decodeMessage === undefined) return { operation: 'create', type, object, namespace, name, decodeErrors }
  return {
    operation: old === undefined ? 'create' : 'update',
    type,
    object,
    ...(old === undefined ? {} : { old }),
    namespace,
    name,
    decodeErrors,
    ...(decodeMessage === undefined ? {} : { decodeMessage }),
  }
}

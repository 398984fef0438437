import type { Verdict } from '../../apiserver/answer.ts'
import type { AdmissionView, ServerRequest } from '../../apiserver/index.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import type { ApplyOptions } from './apply.ts'
import { withPlaceholders, withStandIns } from './stand-ins.ts'
import { StoredObjects } from './stored-objects.ts'

/** A cluster behind its API server: what it holds changes with every request that is accepted. */
export class ServedCluster {
  readonly #options: ApplyOptions
  readonly #objects: StoredObjects

  constructor(options: ApplyOptions) {
    this.#options = options
    this.#objects = new StoredObjects(options.world)
    for (const resource of options.cluster) this.#objects.store(resource, resource.object)
  }

  /** What is there now. */
  get view(): AdmissionView {
    return this.#objects
  }

  /** What `kubectl apply` of one object comes to. */
  apply(resource: Resource): Request {
    const { server, refusedStay } = this.#options
    const old = this.#objects.of(resource)
    const operation = old === undefined ? 'create' : 'update'
    const request: ServerRequest = {
      operation,
      type: resource.type,
      object: resource.object,
      ...(old === undefined ? {} : { old }),
      namespace: resource.namespace,
      name: resource.name,
      decodeErrors: resource.decodeErrors,
      ...(resource.decodeMessage === undefined ? {} : { decodeMessage: resource.decodeMessage }),
    }
    const verdict = server.handle(request, this.#objects)
    const answered = { resource, operation, verdict } as const
    if (refusedStay || verdict.objections.length === 0) this.keep(answered)
    return answered
  }

  /** Keeps an object as a request that was answered before left it. */
  keep({ resource, verdict }: Request): void {
    if (verdict.objections.length === 0) this.#objects.store(resource, verdict.stored)
    else this.#objects.storeRefused(resource, verdict.stored)
  }

  /**
   * The answer to an object that a controller creates; names in it may hold placeholders.
   * It is kept, where it is accepted, only under a key: one that is its own among the objects of its kind and namespace.
   */
  create(type: ResourceType, namespace: string | null, object: KubernetesObject, key?: string): Verdict {
    const { server } = this.#options
    const made = withStandIns(object)
    const request: ServerRequest = {
      operation: 'create',
      type,
      object: server.defaults(made, type),
      namespace,
      name: made.metadata?.name ?? null,
      fromController: true,
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

import type { Tally } from '../apiserver/admission/admission-view.ts'
import type { AdmissionView, ApiServer } from '../apiserver/index.ts'
import type { Recall } from '../cluster/apply/recall.ts'
import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import { isSameList } from './same-list.ts'

type Look =
  | {
      readonly group: string
      readonly kind: string
      readonly namespace: string | null
      readonly name: string
      readonly found: KubernetesObject | undefined
    }
  | { readonly group: string; readonly kind: string; readonly namespace: string | undefined; readonly list: readonly KubernetesObject[] }

interface KnownAnswer {
  readonly request: Request
  readonly looks: readonly Look[]
}

/** The server's answers, kept from one run to the next with what it looked at. Each is good as long as a look finds the same. */
export class KnownAnswers implements Recall {
  #answers = new WeakMap<Resource, KnownAnswer>()
  #watched: WatchedView | undefined
  #server: ApiServer | undefined

  /** The answers of one server: those of another are forgotten. */
  of(server: ApiServer): this {
    if (server !== this.#server) this.#answers = new WeakMap()
    this.#server = server
    return this
  }

  find(resource: Resource, view: AdmissionView): Request | undefined {
    const known = this.#answers.get(resource)
    return known?.looks.every(look => isAsBefore(look, view)) === true ? known.request : undefined
  }

  watch(view: AdmissionView): AdmissionView {
    if (this.#watched?.view !== view) this.#watched = new WatchedView(view)
    this.#watched.looks = []
    return this.#watched
  }

  keep(request: Request): void {
    const looks = this.#watched?.looks
    if (looks !== undefined) this.#answers.set(request.resource, { request, looks })
    else this.#answers.delete(request.resource)
  }
}

function isAsBefore(look: Look, view: AdmissionView): boolean {
  return 'list' in look
    ? isSameList(view.list(look.group, look.kind, look.namespace), look.list)
    : view.find(look.group, look.kind, look.namespace, look.name) === look.found
}

/** Notes every look at what is stored; what is summed up cannot be noted, and no answer that needs it is kept. */
class WatchedView implements AdmissionView {
  readonly view: AdmissionView
  readonly world: AdmissionView['world']
  looks: Look[] | undefined

  constructor(view: AdmissionView) {
    this.view = view
    this.world = view.world
  }

  find(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined {
    const found = this.view.find(group, kind, namespace, name)
    this.looks?.push({ group, kind, namespace, name, found })
    return found
  }

  list(group: string, kind: string, namespace?: string): readonly KubernetesObject[] {
    const list = this.view.list(group, kind, namespace)
    this.looks?.push({ group, kind, namespace, list })
    return list
  }

  tally<T extends Tally>(start: new () => T): T {
    this.looks = undefined
    return this.view.tally(start)
  }
}

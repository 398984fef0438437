import type { AdmissionView } from '../../apiserver/index.ts'
import type { Request } from '../request.ts'
import type { Resource } from '../resource.ts'

/** Answers of earlier runs, each with what the server looked at to give it. */
export interface Recall {
  /** The answer to the creation of an object, where everything that it rests on is as it was. */
  find(resource: Resource, view: AdmissionView): Request | undefined
  /** The view for one more request, which notes what the server looks at. */
  watch(view: AdmissionView): AdmissionView
  /** Keeps the answer to the request that was watched last. */
  keep(request: Request): void
}

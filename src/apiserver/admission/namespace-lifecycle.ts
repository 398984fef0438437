import { forbidden, notFound } from '../status.ts'
import type { Namespace } from './objects.ts'
import type { AdmissionPlugin } from './plugin.ts'

/** Refuses objects in a namespace that is not there or going away. Mirrors apiserver pkg/admission/plugin/namespace/lifecycle/admission.go, v1.36. */
export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admit(request, { view }) {
    const { object, namespace, operation, type } = request
    if (namespace === null || type.kind === 'LocalSubjectAccessReview') return { object }
    const found = view.find('', 'Namespace', null, namespace) as Namespace | undefined
    const at = ['metadata', 'namespace']
    if (found === undefined) return view.world === 'open' ? { object } : { object, refusal: notFound('namespaces', namespace, at) }
    if (operation !== 'create' || found.status?.phase !== 'Terminating') return { object }
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`
    return { object, refusal: forbidden(request, why, at) }
  },
}

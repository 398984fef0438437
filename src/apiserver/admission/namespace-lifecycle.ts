import { notFound } from '../status.ts'
import type { AdmissionPlugin } from './plugin.ts'

/** Refuses objects in a namespace that is not there. Mirrors apiserver pkg/admission/plugin/namespace/lifecycle/admission.go, v1.36. */
export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admit({ object, namespace }, { view }) {
    if (namespace === null || view.world === 'open' || view.find('', 'Namespace', null, namespace) !== undefined) return { object }
    return { object, refusal: notFound('namespaces', namespace, ['metadata', 'namespace']) }
  },
}

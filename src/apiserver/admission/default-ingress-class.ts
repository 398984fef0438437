import { labelOf } from '../../k8s/label-selector.ts'
import { defaultClass } from './default-class.ts'
import type { Ingress } from './objects.ts'
import type { AdmissionPlugin } from './plugin.ts'

/** Gives an Ingress that names no class the default one. Mirrors plugin/pkg/admission/network/defaultingressclass/admission.go, v1.36. */
export const defaultIngressClass: AdmissionPlugin = {
  name: 'DefaultIngressClass',
  admit({ object, operation }, { view }) {
    const { spec = {}, metadata } = object as Ingress
    if (operation !== 'create' || (spec.ingressClassName ?? undefined) !== undefined) return { object }
    if (labelOf(metadata?.annotations, 'kubernetes.io/ingress.class') !== undefined) return { object }
    const ingressClassName = defaultClass(view.list('networking.k8s.io', 'IngressClass'), ['ingressclass.kubernetes.io/is-default-class'])
    return ingressClassName === undefined ? { object } : { object: { ...object, spec: { ...spec, ingressClassName } } }
  },
}

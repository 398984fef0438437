import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, fillAbsent } from '../fill.ts'

/** Mirrors pkg/apis/networking/v1/defaults.go SetDefaults_IngressClass, v1.36. */
export function ingressClassDefaults(ingressClass: KubernetesObject): KubernetesObject {
  return change(ingressClass, 'spec', spec => change(spec, 'parameters', parameters => fillAbsent(parameters, { scope: 'Cluster' })))
}

import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, fillAbsent } from '../fill.ts'

/** Mirrors kube-aggregator pkg/apis/apiregistration/v1/defaults.go, v1.36. */
export function apiServiceDefaults(service: KubernetesObject): KubernetesObject {
  return change(service, 'spec', spec => change(spec, 'service', reference => fillAbsent(reference, { port: 443 })))
}

import { cidrWarnings } from '../../../k8s/names/cidr.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { Field } from '../../validation/field.ts'

/** Mirrors pkg/registry/core/node/strategy.go nodeWarnings, v1.36. */
export function nodeWarnings(object: KubernetesObject): readonly ServerWarning[] {
  const spec = Field.root(object).child('spec')
  const external = spec.child('externalID')
  const words = 'this field is deprecated, and is unused by Kubernetes'
  return [
    ...(external.text === '' ? [] : [{ message: `${external.name}: ${words}`, path: external.path }]),
    ...spec.child('podCIDRs').items.flatMap(cidr => cidrWarnings(cidr.name, cidr.text).map(message => ({ message, path: cidr.path }))),
  ]
}

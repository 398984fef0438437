import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { networkWarnings, warnsOfAddresses } from '../address.ts'

/** Mirrors pkg/registry/core/node/strategy.go nodeWarnings, v1.36. */
export function nodeWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const spec = Field.root(object).child('spec')
  const external = spec.child('externalID')
  const words = 'this field is deprecated, and is unused by Kubernetes'
  const cidrs = warnsOfAddresses(version) ? spec.child('podCIDRs').items.flatMap(range => networkWarnings(range, version)) : []
  return [...(external.text === '' ? [] : [{ message: `${external.name}: ${words}`, path: external.path }]), ...cidrs]
}

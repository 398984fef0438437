import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { addressWarnings, warnsOfAddresses } from '../address.ts'

/** Mirrors pkg/registry/core/endpoint/strategy.go endpointsWarnings, v1.36. */
export function endpointsWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  if (!warnsOfAddresses(version)) return []
  return Field.root(object)
    .child('subsets')
    .items.flatMap(subset => [...subset.child('addresses').items, ...subset.child('notReadyAddresses').items])
    .flatMap(address => addressWarnings(address.child('ip'), version))
}

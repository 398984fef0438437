import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { addressWarnings, warnsOfAddresses } from '../address.ts'

/** Mirrors pkg/registry/discovery/endpointslice/strategy.go warnOnCreate, v1.36. */
export function endpointSliceWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const slice = Field.root(object)
  const type = slice.child('addressType')
  if (type.text === 'FQDN') return [{ message: 'spec.addressType: FQDN endpoints are deprecated', path: type.path }]
  if (!warnsOfAddresses(version)) return []
  return slice
    .child('endpoints')
    .items.flatMap(endpoint => endpoint.child('addresses').items)
    .flatMap(addressWarnings)
}

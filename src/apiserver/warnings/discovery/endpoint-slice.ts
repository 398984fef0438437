import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { addressWarnings, warnsOfAddresses } from '../address.ts'

const managedBy = 'endpointslice.kubernetes.io/managed-by'
/** They mend what they copy themselves. */
const controllers = new Set(['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'])

/** Mirrors pkg/registry/discovery/endpointslice/strategy.go warnOnCreate, v1.36. */
export function endpointSliceWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const slice = Field.root(object)
  const type = slice.child('addressType')
  const ofType = type.text === 'FQDN' ? [{ message: 'spec.addressType: FQDN endpoints are deprecated', path: type.path }] : []
  return [...ofType, ...sliceAddressWarnings(object, version)]
}

/** What it warns of in every update, too. Mirrors warnOnBadIPs, v1.36. */
export function sliceAddressWarnings(object: KubernetesObject, version: KubernetesVersion): readonly ServerWarning[] {
  const slice = Field.root(object)
  if (!warnsOfAddresses(version) || controllers.has(slice.at('metadata.labels').entry(managedBy).text)) return []
  const addresses = slice.child('endpoints').items.flatMap(endpoint => endpoint.child('addresses').items)
  return addresses.flatMap(address => addressWarnings(address, version))
}

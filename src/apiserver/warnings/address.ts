import { cidrWarnings } from '../../k8s/names/cidr.ts'
import { ipWarnings } from '../../k8s/names/ip-address.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ServerWarning } from '../answer.ts'
import type { Field } from '../validation/field.ts'

/** The first minor that warns of addresses in kinds that are stored as they are written. */
export const addressWarningsSince = 33

/** What the server warns of in an address that it accepts. Mirrors apimachinery pkg/util/validation/ip.go GetWarningsForIP, v1.36. */
export function addressWarnings(field: Field, version: KubernetesVersion): readonly ServerWarning[] {
  return ipWarnings(field.name, field.text, version).map(message => ({ message, path: field.path }))
}

/** The same of a network. Mirrors GetWarningsForCIDR. */
export function networkWarnings(field: Field, version: KubernetesVersion): readonly ServerWarning[] {
  return cidrWarnings(field.name, field.text, version).map(message => ({ message, path: field.path }))
}

/** Whether a version looks at the addresses of kinds other than Services at all. */
export function warnsOfAddresses({ minor }: KubernetesVersion): boolean {
  return minor >= addressWarningsSince
}

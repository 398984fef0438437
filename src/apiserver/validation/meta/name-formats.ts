import { canonicalIpErrors } from '../../../k8s/names/ip-address.ts'
import {
  nameIsDns1035Label,
  nameIsDnsLabel,
  nameIsDnsSubdomain,
  nameIsPathSegment,
  type ObjectNameFormat,
} from '../../../k8s/names/object-name.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'

/** The first minor in which a Service may be named as a Pod is: RelaxedServiceNameValidation. */
const relaxedServiceNames = 36

/** Kinds whose names are something else than a DNS subdomain, by `kind.group`. */
const formats: ReadonlyMap<string, ObjectNameFormat> = new Map([
  ['Namespace.', nameIsDnsLabel],
  ['StatefulSet.apps', nameIsDnsLabel],
  ['Role.rbac.authorization.k8s.io', nameIsPathSegment],
  ['RoleBinding.rbac.authorization.k8s.io', nameIsPathSegment],
  ['ClusterRole.rbac.authorization.k8s.io', nameIsPathSegment],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', nameIsPathSegment],
  ['IPAddress.networking.k8s.io', canonicalIpErrors],
  ['CertificateSigningRequest.certificates.k8s.io', nameIsPathSegment],
  ['APIService.apiregistration.k8s.io', nameIsPathSegment],
])

/** The format of the names of a kind's objects. Mirrors the name functions that the strategies of v1.36 give to ValidateObjectMeta. */
export function nameFormat({ kind, group }: ResourceType, version: KubernetesVersion): ObjectNameFormat {
  if (kind === 'Service' && group === '') return isAtLeast(version, relaxedServiceNames) ? nameIsDnsLabel : nameIsDns1035Label
  return formats.get(`${kind}.${group}`) ?? nameIsDnsSubdomain
}

import type { FieldError } from '../../../k8s/field-error.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { StageContext } from '../../strategy.ts'
import { forbidden } from '../error-of.ts'
import { Field } from '../field.ts'

const label = 'resource.kubernetes.io/admin-access'
const why = `admin access to devices requires the \`${label}: true\` label on the containing namespace`

/** Devices that others use may be had in some namespaces only. Mirrors pkg/registry/resource/utils.go AuthorizedForAdmin, v1.36. */
export function adminAccessErrors(object: KubernetesObject, namespace: string | null, { view }: StageContext): readonly FieldError[] {
  const spec = Field.root(object).child('spec')
  const requests = (object.kind === 'ResourceClaimTemplate' ? spec.child('spec') : spec).at('devices.requests').items
  const asking = requests.find(request => request.at('exactly.adminAccess').value === true)
  if (asking === undefined) return []
  const found = view.find('', 'Namespace', null, namespace ?? '')
  if ((found === undefined && view.world === 'open') || found?.metadata?.labels?.[label] === 'true') return []
  return [forbidden(asking.at('exactly.adminAccess').printedAs(`spec.devices.requests[${asking.key}].adminAccess`), why)]
}

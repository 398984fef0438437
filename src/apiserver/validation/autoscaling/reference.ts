import type { FieldError } from '../../../k8s/field-error.ts'
import { invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import { segmentErrors } from '../networking/ingress-backend.ts'

/** A reference to what is scaled or measured. Mirrors pkg/apis/autoscaling/validation/validation.go ValidateCrossVersionObjectReference, v1.36. */
export function* crossVersionReferenceErrors(reference: Field, needs: { readonly group: boolean }): Generator<FieldError> {
  const kind = reference.child('kind')
  yield* segmentErrors(kind)
  yield* segmentErrors(reference.child('name'))
  const version = reference.child('apiVersion')
  const slashes = version.text === '/' ? 0 : version.text.split('/').length - 1
  if (!needs.group) return
  if (slashes > 1) yield invalid(version, `unexpected GroupVersion string: ${version.text}`)
  else if ((slashes === 0 || version.text.startsWith('/')) && kind.text !== 'ReplicationController')
    yield invalid(version, 'apiVersion must specify API group', version.text)
}

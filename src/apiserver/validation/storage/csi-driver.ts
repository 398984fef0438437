import type { FieldError } from '../../../k8s/field-error.ts'
import { duplicate, invalid, notSupported, numberOf } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule } from '../row.ts'
import { numeric, oneOf } from '../rows.ts'
import { struct } from '../struct.ts'

const leastToken = 600
const mostToken = 2 ** 32
const lifecycleModes = ['Persistent', 'Ephemeral']

function present(at: string): Row {
  return { at, reason: 'FieldValueRequired', check: field => (field.absent ? [''] : []) }
}

/** Mirrors pkg/apis/storage/validation/validation.go ValidateCSIDriver, v1.36; the defaults fill in most of what is required. */
export const csiDriverRules: readonly Rule[] = [
  struct('spec', [
    { ...present('attachRequired'), printedAs: '.attachedRequired' },
    present('podInfoOnMount'),
    present('storageCapacity'),
    oneOf('fsGroupPolicy', ['File', 'None', 'ReadWriteOnceWithFSType'], 'set'),
    { errors: tokenRequestErrors },
    { errors: lifecycleErrors },
    { ...present('seLinuxMount'), gate: 'SELinuxMountReadWriteOncePod' },
    {
      ...numeric('nodeAllocatableUpdatePeriodSeconds', value => value >= 10, 'must be greater than or equal to 10 seconds'),
      gate: 'MutableCSINodeAllocatableCount',
    },
    {
      at: 'serviceAccountTokenInSecrets',
      gate: 'CSIServiceAccountTokenSecrets',
      reason: 'FieldValueInvalid',
      check: field =>
        field.parent!.child('tokenRequests').empty ? ['serviceAccountTokenInSecrets is set but no tokenRequests are specified'] : [],
    },
  ]),
]

/** Mirrors validateTokenRequests. */
function* tokenRequestErrors(spec: Field): Generator<FieldError> {
  const audiences = new Set<string>()
  for (const request of spec.child('tokenRequests').items) {
    const audience = request.child('audience')
    if (audiences.has(audience.text)) {
      yield duplicate(audience, audience.text)
      continue
    }
    audiences.add(audience.text)
    const seconds = request.child('expirationSeconds')
    if (seconds.absent) continue
    if (numberOf(seconds) < leastToken) yield invalid(seconds, 'may not specify a duration less than 10 minutes')
    if (numberOf(seconds) > mostToken) yield invalid(seconds, 'may not specify a duration larger than 2^32 seconds')
  }
}

/** Mirrors validateVolumeLifecycleModes. */
function* lifecycleErrors(spec: Field): Generator<FieldError> {
  const modes = spec.child('volumeLifecycleModes')
  for (const mode of modes.items)
    if (!lifecycleModes.includes(mode.text)) yield notSupported(mode.printedAs(modes.name), lifecycleModes, mode.text)
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { csiDriverName } from '../core/csi-driver-name.ts'
import { duplicate, invalidAll, required as missing } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { nonNegative, required } from '../rows.ts'
import { errorsOf } from '../validate.ts'

const maxNodeId = 256

const driverRules: readonly Rule[] = [
  ...csiDriverName('name'),
  required('nodeID'),
  {
    at: 'nodeID',
    reason: 'FieldValueInvalid',
    check: ({ text }) => (byteLength(text) > maxNodeId ? [`must be ${maxNodeId} characters or less`] : []),
  },
  nonNegative('allocatable.count'),
]

/** Mirrors pkg/apis/storage/validation/validation.go ValidateCSINode, v1.36. */
export const csiNodeRules: readonly Rule[] = [{ errors: driversErrors }]

function* driversErrors(node: Field, context: ValidationContext): Generator<FieldError> {
  const names = new Set<string>()
  for (const driver of node.at('spec.drivers').items) {
    yield* errorsOf(driver, driverRules, context)
    const name = driver.child('name')
    if (names.has(name.text)) yield duplicate(name, name.text)
    names.add(name.text)
    yield* topologyKeyErrors(driver, context)
  }
}

/** The server prints the path of the driver. */
function* topologyKeyErrors(driver: Field, { version }: ValidationContext): Generator<FieldError> {
  const keys = new Set<string>()
  for (const item of driver.child('topologyKeys').items) {
    const key = item.printedAs(driver.name)
    if (key.text === '') yield missing(key)
    if (keys.has(key.text)) yield duplicate(key, key.text)
    keys.add(key.text)
    yield* invalidAll(key, qualifiedNameErrors(key.text, version), key.text)
  }
}

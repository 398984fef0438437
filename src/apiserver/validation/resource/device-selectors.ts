import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { invalid, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { listErrors } from './collections.ts'
import { driverErrors } from './names.ts'

const mostSelectors = 32
const longestExpression = 10 * 1024
const longestParameters = 10 * 1024

/** Mirrors pkg/apis/resource/validation/validation.go validateSelectorSlice, v1.36; expressions are not compiled. */
export function deviceSelectorsErrors(selectors: Field): Iterable<FieldError> {
  return listErrors(selectors, mostSelectors, selectorErrors)
}

function* selectorErrors(selector: Field): Generator<FieldError> {
  const cel = selector.child('cel')
  if (cel.absent) yield required(cel)
  else if (byteLength(cel.child('expression').text) > longestExpression) yield tooLong(cel.child('expression'), longestExpression)
}

/** What a driver is told. Mirrors validateDeviceConfiguration. */
export function* deviceConfigErrors(config: Field, context: ValidationContext): Generator<FieldError> {
  const opaque = config.child('opaque')
  if (opaque.absent) {
    yield required(opaque)
    return
  }
  yield* driverErrors(opaque.child('driver'), context)
  const parameters = opaque.child('parameters')
  if (parameters.absent) yield required(parameters)
  else if (byteLength(JSON.stringify(parameters.value)) > longestParameters) yield tooLong(parameters, longestParameters)
  else if (typeof parameters.value !== 'object' || Array.isArray(parameters.value))
    yield invalid(parameters, 'must be a valid JSON object', '<value omitted>')
}

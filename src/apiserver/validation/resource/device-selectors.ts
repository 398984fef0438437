import { celTypes, estimateCost } from '../../../cel/index.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { compileAs, type Wanted } from '../../expressions/compile-as.ts'
import { deviceEnvironment, deviceSize } from '../../expressions/device-environment.ts'
import { forbidden, invalid, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { listErrors } from './collections.ts'
import { driverErrors } from './names.ts'

const mostSelectors = 32
const mostCost = 1_000_000
const truth: Wanted = { types: [celTypes.bool], otherwise: found => `must evaluate to bool or the unknown type, not ${found}` }
const longestExpression = 10 * 1024
const longestParameters = 10 * 1024

/** Mirrors pkg/apis/resource/validation/validation.go validateSelectorSlice, v1.36. */
export function deviceSelectorsErrors(selectors: Field, { version }: ValidationContext): Iterable<FieldError> {
  return listErrors(selectors, mostSelectors, selector => selectorErrors(selector, version))
}

function* selectorErrors(selector: Field, version: KubernetesVersion): Generator<FieldError> {
  const cel = selector.child('cel')
  const expression = cel.child('expression')
  if (cel.absent) yield required(cel)
  else if (byteLength(expression.text) > longestExpression) yield tooLong(expression, longestExpression)
  else {
    const compiled = compileAs(expression.text, deviceEnvironment(version), truth)
    if ('error' in compiled) yield invalid(expression, compiled.error, expression.text)
    else if (estimateCost(compiled.program, deviceSize).max > mostCost) yield forbidden(expression, 'too complex, exceeds cost limit')
  }
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
    yield invalid(parameters, `${context.version.minor >= 34 ? '' : 'parameters '}must be a valid JSON object`, '<value omitted>')
}

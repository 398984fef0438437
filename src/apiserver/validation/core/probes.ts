import type { FieldError } from '../../../k8s/field-error.ts'
import { httpHeaderErrors } from '../../../k8s/names/http-header.ts'
import { portErrors } from '../../../k8s/names/port.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Row, Rule, ValidationContext } from '../row.ts'
import { nonNegative, numeric, oneOf, required } from '../rows.ts'
import { errorsOf, isSound } from '../validate.ts'
import { checkValue, memberOf } from '../value-check.ts'

/** A port by number or name; a missing one is the number 0. */
const port: Row = { at: 'port', reason: 'FieldValueInvalid', zero: 0, check: checkValue(portErrors) }

/** The kinds of handlers, in the server's order. Mirrors pkg/apis/core/validation/validation.go validateHandler, v1.36. */
const handlers: readonly (readonly [kind: string, rules: readonly Rule[]])[] = [
  ['exec', [required('command')]],
  ['httpGet', [required('path'), port, oneOf('scheme', ['HTTP', 'HTTPS'], 'always'), { of: 'httpHeaders', errors: headerErrors }]],
  ['tcpSocket', [port]],
  ['grpc', [port]],
]

const timing: readonly Rule[] = [
  ...['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'].map(nonNegative),
  numeric('terminationGracePeriodSeconds', value => value > 0, 'must be greater than 0'),
]

const probeRules: readonly Rule[] = [{ errors: (probe, context) => handlerErrors(probe, context), isSound: hasOneHandler }, ...timing]
const successOnce = numeric('successThreshold', value => value === 1, 'must be 1')

/** The three probes of a container. Mirrors validateLivenessProbe, validateReadinessProbe and validateStartupProbe, v1.36. */
export const probesRules: readonly Rule[] = [
  { at: 'livenessProbe', rules: [...probeRules, successOnce] },
  {
    at: 'readinessProbe',
    rules: [
      ...probeRules,
      {
        at: 'terminationGracePeriodSeconds',
        reason: 'FieldValueInvalid',
        check: () => ['must not be set for readinessProbes'],
      },
    ],
  },
  { at: 'startupProbe', rules: [...probeRules, successOnce] },
]

/** Exactly one handler; `sleep` is one only where a container's life is concerned. */
export function* handlerErrors(
  handler: Field,
  context: ValidationContext,
  sleep?: (action: Field) => Iterable<FieldError>
): Generator<FieldError> {
  let found = 0
  const second = (action: Field): FieldError => fieldError('FieldValueForbidden', action, 'may not specify more than 1 handler type')
  for (const [kind, rules] of handlers) {
    const action = handler.child(kind)
    if (action.absent || (kind === 'grpc' && sleep !== undefined)) continue
    found += 1
    if (found > 1) yield second(action)
    else yield* errorsOf(action, rules, context)
  }
  const action = handler.child('sleep')
  if (sleep !== undefined && !action.absent) {
    found += 1
    if (found > 1) yield second(action)
    else yield* sleep(action)
  }
  if (found === 0) yield fieldError('FieldValueRequired', handler, 'must specify a handler type')
}

/** Whether a probe has one handler, and a right one. */
function hasOneHandler(probe: unknown, context: ValidationContext): boolean {
  let found = 0
  for (const [kind, rules] of handlers) {
    const action = memberOf(probe, kind)
    if (action === undefined || action === null) continue
    found++
    if (!isSound(action, rules, context)) return false
  }
  return found === 1
}

/** The server prints no index. */
function* headerErrors(action: Field): Generator<FieldError> {
  const headers = action.child('httpHeaders')
  for (const header of headers.items) {
    const name = header.child('name').printedBelow(headers, '')
    for (const detail of httpHeaderErrors(name.text)) yield fieldError('FieldValueInvalid', name, detail, name.text)
  }
}

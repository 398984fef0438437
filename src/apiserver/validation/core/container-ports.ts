import type { FieldError } from '../../../k8s/field-error.ts'
import { portNameErrors, portNumberErrors } from '../../../k8s/names/port.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { oneOf, required } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { checkValue } from '../value-check.ts'

const protocols = ['SCTP', 'TCP', 'UDP']

const portRules: readonly Rule[] = [
  required('containerPort'),
  portNumber('containerPort'),
  portNumber('hostPort'),
  required('protocol'),
  oneOf('protocol', protocols),
]

/** The ports of one container. Mirrors pkg/apis/core/validation/validation.go validateContainerPorts, v1.36. */
export function* containerPortsErrors(ports: Field, context: ValidationContext): Generator<FieldError> {
  const names = new Set<string>()
  for (const port of ports.items) {
    const name = port.child('name')
    if (name.text !== '') {
      const details = portNameErrors(name.text)
      for (const detail of details) yield fieldError('FieldValueInvalid', name, detail)
      if (names.has(name.text)) yield fieldError('FieldValueDuplicate', name, '')
      else if (details.length === 0) names.add(name.text)
    }
    yield* errorsOf(port, portRules, context)
  }
}

function portNumber(at: string): Rule {
  return { at, reason: 'FieldValueInvalid', check: checkValue(value => (value === 0 ? [] : portNumberErrors(Number(value)))) }
}

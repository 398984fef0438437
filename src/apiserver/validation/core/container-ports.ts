import type { FieldError } from '../../../k8s/field-error.ts'
import { portNameErrors, portNumberErrors } from '../../../k8s/names/port.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { oneOf, required } from '../rows.ts'
import { errorsOf, isSound } from '../validate.ts'
import { checkValue, memberOf, textOf } from '../value-check.ts'

/** As many as are compared with each other. */
const fewPorts = 16
const protocols = ['SCTP', 'TCP', 'UDP']

const portRules: readonly Rule[] = [
  required('containerPort'),
  portNumber('containerPort'),
  portNumber('hostPort'),
  required('protocol'),
  oneOf('protocol', protocols),
]

/** Whether ports are right, each by itself and by its name among the others. */
export function arePorts(ports: unknown, context: ValidationContext): boolean {
  if (!Array.isArray(ports)) return true
  if (ports.length > fewPorts) return false
  for (let index = 0; index < ports.length; index++) {
    const name = textOf(memberOf(ports[index], 'name'))
    if (name !== '') {
      if (portNameErrors(name).length > 0) return false
      for (let other = 0; other < index; other++) if (memberOf(ports[other], 'name') === name) return false
    }
    if (!isSound(ports[index], portRules, context)) return false
  }
  return true
}

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

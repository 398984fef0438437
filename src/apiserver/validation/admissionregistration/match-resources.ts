import type { FieldError } from '../../../k8s/field-error.ts'
import { notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Row, Rule } from '../row.ts'
import { oneOf } from '../rows.ts'
import { namedRequestRuleRules } from './rules.ts'

const mutatingOperations = ['*', 'CONNECT', 'CREATE', 'UPDATE']

/** A pointer that must be set. */
export function present(at: string, detail = ''): Row {
  return { at, reason: 'FieldValueRequired', check: field => (field.absent ? [detail] : []) }
}

/** What a policy is about. Mirrors pkg/apis/admissionregistration/validation/validation.go validateMatchResources, v1.36. */
export const matchResourcesRules: readonly Rule[] = [
  present('matchPolicy'),
  oneOf('matchPolicy', ['Equivalent', 'Exact'], 'set'),
  present('namespaceSelector'),
  labelSelector('namespaceSelector'),
  present('objectSelector'),
  labelSelector('objectSelector'),
  { at: 'resourceRules', each: 'item', rules: namedRequestRuleRules },
  { at: 'excludeResourceRules', each: 'item', rules: namedRequestRuleRules },
]

/** What a deletion would be changed to is no question; the server prints no index. */
export function* mutatingOperationErrors(resources: Field): Generator<FieldError> {
  for (const rule of resources.child('resourceRules').items)
    for (const operation of rule.child('operations').items)
      if (!mutatingOperations.includes(operation.text))
        yield notSupported(operation.printedAs(`${resources.name}.resourceRules.operations`), mutatingOperations, operation.text)
}

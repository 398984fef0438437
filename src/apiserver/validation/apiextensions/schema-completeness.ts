import type { FieldError } from '../../../k8s/field-error.ts'
import { required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { isSchema } from './open-api-schema.ts'
import { conditionsOf } from './structural-schema.ts'

/** A condition, and the structure that it is about; undefined where the structure has no such part. */
interface Task {
  readonly condition: Field
  readonly structure: Field
}

/** Conditions may speak only of what the structure has. Mirrors apiextensions-apiserver pkg/apiserver/schema/complete.go validateStructuralCompleteness, v1.36. */
export function* completenessErrors(root: Field): Generator<FieldError> {
  const tasks: Task[] = conditionsOf(root).map(condition => ({ condition, structure: root }))
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { condition, structure } = task
    if (!isSchema(structure)) {
      yield required(structure, `because it is defined in ${condition.name}`)
      continue
    }
    tasks.push(...conditionsOf(condition).map(nested => ({ condition: nested, structure })))
    const items = condition.child('items')
    if (isSchema(items)) tasks.push({ condition: items, structure: structure.child('items') })
    for (const property of condition.child('properties').entries)
      tasks.push({ condition: property, structure: structure.child('properties').entry(property.key) })
  }
}

import type { ResourceType } from '../../../schema/resource-type.ts'
import type { Rule } from '../row.ts'

/** Groups whose objects are questions: nothing is stored, so nothing needs a name. */
const questions = new Set(['authentication.k8s.io', 'authorization.k8s.io'])

/** Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor, v1.36. */
const named: readonly Rule[] = [
  {
    at: 'metadata.name',
    reason: 'FieldValueRequired',
    check: name => (name.text === '' ? ['name or generateName is required'] : []),
  },
]

/** What the metadata of a kind's objects must keep to. The server makes up the name of a LimitRange without one. */
export function nameRules({ group, kind }: ResourceType): readonly Rule[] {
  return questions.has(group) || (group === '' && kind === 'LimitRange') ? [] : named
}

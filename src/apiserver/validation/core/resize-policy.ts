import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError, shownName } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { factsOfContainer } from './pod-facts.ts'

const members: readonly (readonly [key: string, values: readonly string[]])[] = [
  ['resourceName', ['cpu', 'memory']],
  ['restartPolicy', ['NotRequired', 'RestartContainer']],
]

/** What happens to a container whose resources change; the server prints no index. Mirrors pkg/apis/core/validation/validation.go validateResizePolicy, v1.36. */
export function* resizePolicyErrors(container: Field, context: ValidationContext): Generator<FieldError> {
  const policies = container.child('resizePolicy')
  const seen = new Set<string>()
  for (const policy of policies.items) {
    const resource = policy.child('resourceName').text
    if (seen.has(resource)) yield fieldError('FieldValueDuplicate', policy, '', shownName(resource, context.version))
    seen.add(resource)
    for (const [key, values] of members) {
      const field = policy.child(key).printedBelow(policies, '')
      if (field.text === '') yield fieldError('FieldValueRequired', field, '')
      else if (!values.includes(field.text))
        yield fieldError(
          'FieldValueNotSupported',
          field,
          supportedValues(values),
          key === 'resourceName' ? shownName(field.text, context.version) : field.text
        )
    }
    const restart = policy.child('restartPolicy').printedBelow(policies, '')
    if (factsOfContainer(container, context).restartPolicy === 'Never' && restart.text !== 'NotRequired') {
      const words = context.version.minor >= 36 ? 'pod `restartPolicy`' : '`restartPolicy`'
      yield fieldError('FieldValueInvalid', restart, `must be 'NotRequired' when ${words} is 'Never'`, restart.text)
    }
  }
}

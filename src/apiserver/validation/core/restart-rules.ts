import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { oneOf, present, supportedValues } from '../rows.ts'
import { errorsOf } from '../validate.ts'

const policies = ['Always', 'Never', 'OnFailure']
const maxRules = 20
const maxExitCodes = 255

const ruleRules: readonly Rule[] = [
  { ...oneOf('action', ['Restart'], 'always'), until: 35 },
  { ...oneOf('action', ['Restart', 'RestartAllContainers'], 'always'), since: 36 },
  present('exitCodes', 'must be specified'),
  {
    at: 'exitCodes',
    rules: [
      oneOf('operator', ['In', 'NotIn'], 'always'),
      {
        at: 'values',
        reason: 'FieldValueTooLong',
        check: ({ items }) => (items.length > maxExitCodes ? [`may not be more than ${maxExitCodes} bytes`] : []),
      },
    ],
  },
]

/** When a container of its own is restarted. Mirrors pkg/apis/core/validation/validation.go validateContainerRestartPolicy, v1.36. */
export function* restartPolicyErrors(container: Field, context: ValidationContext): Generator<FieldError> {
  const policy = container.child('restartPolicy')
  const rules = container.child('restartPolicyRules')
  if (policy.absent) {
    if (rules.items.length > 0) yield fieldError('FieldValueRequired', policy, 'must specify restartPolicy when restart rules are used')
  } else if (!policies.includes(policy.text)) yield fieldError('FieldValueNotSupported', policy, supportedValues(policies))
  if (rules.items.length > maxRules) yield fieldError('FieldValueTooLong', rules, `may not be more than ${maxRules} bytes`)
  for (const rule of rules.items) yield* errorsOf(rule, ruleRules, context)
}

/** Whether containers have restart policies of their own. */
export function hasRestartRules({ version }: ValidationContext): boolean {
  return isFeatureOn('ContainerRestartRules', version)
}

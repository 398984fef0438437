import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Row, Rule } from '../row.ts'
import { formatted } from '../rows.ts'
import { checkText, checkValue, isEmptyValue } from '../value-check.ts'
import { labels } from './labels.ts'

const withValues = new Set(['In', 'NotIn'])
const withoutValues = new Set(['Exists', 'DoesNotExist'])

/** Operators and values of one requirement. Mirrors ValidateLabelSelectorRequirement, v1.36. */
const operatorRows: readonly Row[] = [
  {
    at: 'values',
    when: requirement => withValues.has(requirement.child('operator').text),
    reason: 'FieldValueRequired',
    check: checkValue(values => (isEmptyValue(values) ? ["must be specified when `operator` is 'In' or 'NotIn'"] : [])),
  },
  {
    at: 'values',
    when: requirement => withoutValues.has(requirement.child('operator').text),
    reason: 'FieldValueForbidden',
    check: values => (values.empty ? [] : ["may not be specified when `operator` is 'Exists' or 'DoesNotExist'"]),
  },
  {
    at: 'operator',
    reason: 'FieldValueInvalid',
    zero: '',
    check: checkText(text => (withValues.has(text) || withoutValues.has(text) ? [] : ['not a valid selector operator'])),
  },
]

/** Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector, v1.36. */
export const labelSelectorRules: readonly Rule[] = [
  labels('matchLabels'),
  {
    at: 'matchExpressions',
    each: 'item',
    rules: [
      ...operatorRows,
      formatted('key', qualifiedNameErrors, 'always'),
      { at: 'values', each: 'item', rules: [formatted('', labelValueErrors, 'always')] },
    ],
  },
]

/** A label selector at a place. */
export function labelSelector(at: string): Rule {
  return { at, rules: labelSelectorRules }
}

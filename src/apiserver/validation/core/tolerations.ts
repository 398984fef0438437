import type { FieldError } from '../../../k8s/field-error.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, supportedValues } from '../rows.ts'
import { checkText, memberOf, textOf } from '../value-check.ts'

const goFields: readonly GoField[] = [
  ['Key', 'key', 'text'],
  ['Operator', 'operator', 'text'],
  ['Value', 'value', 'text'],
  ['Effect', 'effect', 'text'],
  ['TolerationSeconds', 'tolerationSeconds'],
]
/** The first minor whose error shows the value, and not the whole toleration. */
const valueShownSince = 32
/** The first minor that knows comparisons, which no gate turns on. */
const comparedSince = 35
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const withoutKey = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'

/** The taints that a pod stands. Mirrors pkg/apis/core/validation/validation.go ValidateTolerations, v1.36. */
export const tolerationRules: readonly Rule[] = [
  formatted('key', qualifiedNameErrors),
  {
    at: 'operator',
    when: toleration => toleration.child('key').text === '',
    reason: 'FieldValueInvalid',
    zero: '',
    check: checkText(text => (text === 'Exists' ? [] : [withoutKey])),
  },
  {
    at: 'effect',
    when: toleration => !toleration.child('tolerationSeconds').absent,
    reason: 'FieldValueInvalid',
    zero: '',
    check: checkText(text => (text === 'NoExecute' ? [] : ["effect must be 'NoExecute' when `tolerationSeconds` is set"])),
  },
  { errors: valueErrors, isSound: hasPlainValue },
  oneOf('effect', effects),
]

/** Whether a toleration has a known operator, and no value or one that is a label's. */
function hasPlainValue(toleration: unknown, { version }: ValidationContext): boolean {
  const operator = textOf(memberOf(toleration, 'operator'))
  const value = textOf(memberOf(toleration, 'value'))
  if (operator === 'Exists') return value === ''
  return (operator === '' || operator === 'Equal') && labelValueErrors(value, version).length === 0
}

/** The server prints the operator, and shows the value. */
function* valueErrors(toleration: Field, { version }: ValidationContext): Generator<FieldError> {
  const operator = toleration.child('operator')
  const value = toleration.child('value')
  const printed = value.printedBelow(operator, '')
  switch (operator.text) {
    case '':
    case 'Equal': {
      const details = labelValueErrors(value.text, version)
      if (details.length > 0) yield fieldError('FieldValueInvalid', printed, details.join(';'), value.text)
      return
    }
    case 'Exists':
      if (value.text !== '') {
        const shown = version.minor < valueShownSince ? goStruct(toleration.value, goFields) : value.text
        yield fieldError('FieldValueInvalid', printed, "value must be empty when `operator` is 'Exists'", shown)
      }
      return
    default: {
      const isCompared = version.minor >= comparedSince && (operator.text === 'Lt' || operator.text === 'Gt')
      const operators = isCompared ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists']
      yield fieldError('FieldValueNotSupported', operator, supportedValues(operators))
    }
  }
}

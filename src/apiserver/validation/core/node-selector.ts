import { nameIsDnsSubdomain } from '../../../k8s/names/object-name.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Check, Row, Rule } from '../row.ts'
import { formatted } from '../rows.ts'
import { checkText, checkValue, isEmptyValue } from '../value-check.ts'

const withValues = new Set(['In', 'NotIn'])
const withoutValues = new Set(['Exists', 'DoesNotExist'])
const withOneValue = new Set(['Gt', 'Lt'])
const operators = new Set([...withValues, ...withoutValues, ...withOneValue])

/** Mirrors pkg/apis/core/validation/validation.go ValidateNodeSelectorRequirement, v1.36. */
const requirementRules: readonly Rule[] = [
  valuesRow(withValues, 'FieldValueRequired', values => (values.empty ? ["must be specified when `operator` is 'In' or 'NotIn'"] : [])),
  valuesRow(withoutValues, 'FieldValueForbidden', values =>
    values.empty ? [] : ["may not be specified when `operator` is 'Exists' or 'DoesNotExist'"]
  ),
  valuesRow(withOneValue, 'FieldValueRequired', values =>
    values.items.length === 1 ? [] : ["must be specified single value when `operator` is 'Lt' or 'Gt'"]
  ),
  operatorRow(operators),
  formatted('key', qualifiedNameErrors, 'always'),
]

const labelValues: Rule = { at: 'values', each: 'item', rules: [formatted('', labelValueErrors, 'always')] }

/** Mirrors ValidateNodeFieldSelectorRequirement, v1.36. */
const fieldRequirementRules: readonly Rule[] = [
  valuesRow(withValues, 'FieldValueRequired', values =>
    values.items.length === 1 ? [] : ["must be only one value when `operator` is 'In' or 'NotIn' for node field selector"]
  ),
  operatorRow(withValues),
  {
    at: 'key',
    reason: 'FieldValueInvalid',
    zero: '',
    check: checkText(text => (text === 'metadata.name' ? [] : ['not a valid field selector key'])),
  },
  {
    at: 'values',
    each: 'item',
    when: requirement => requirement.child('key').text === 'metadata.name',
    rules: [formatted('', text => nameIsDnsSubdomain(text, false), 'always')],
  },
]

/** A term whose label values need not be valid: the server only warns. Mirrors ValidateNodeSelectorTerm, v1.36. */
export const preferredTermRules: readonly Rule[] = [
  { at: 'matchExpressions', each: 'item', rules: requirementRules },
  { at: 'matchFields', each: 'item', rules: fieldRequirementRules },
]

const requiredTermRules: readonly Rule[] = [
  { at: 'matchExpressions', each: 'item', rules: [...requirementRules, { ...labelValues, since: 33 }] },
  { at: 'matchFields', each: 'item', rules: fieldRequirementRules },
]

/** The nodes that come into question. Mirrors ValidateNodeSelector, v1.36. */
export const nodeSelectorRules: readonly Rule[] = [
  {
    at: 'nodeSelectorTerms',
    reason: 'FieldValueRequired',
    check: checkValue(terms => (isEmptyValue(terms) ? ['must have at least one node selector term'] : [])),
  },
  { at: 'nodeSelectorTerms', each: 'item', rules: requiredTermRules },
]

function valuesRow(of: ReadonlySet<string>, reason: Row['reason'], check: Check): Row {
  return { at: 'values', when: requirement => of.has(requirement.child('operator').text), reason, check }
}

function operatorRow(allowed: ReadonlySet<string>): Row {
  return {
    at: 'operator',
    reason: 'FieldValueInvalid',
    zero: '',
    check: checkText(text => (allowed.has(text) ? [] : ['not a valid selector operator'])),
  }
}

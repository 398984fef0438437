import { isEmptyLabelSelector } from '../../../k8s/label-selector.ts'
import type { LabelSelector } from '../../../k8s/types.ts'
import { numberOf } from '../error-of.ts'
import { Field } from '../field.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Row, Rule } from '../row.ts'
import { nonNegative, present, supportedValues } from '../rows.ts'
import { checkValue, memberOf, textOf } from '../value-check.ts'
import { deploymentRollingUpdateErrors, rollingUpdateFields, rollsPlainly } from './rolling-update.ts'
import { isUsableSelector, selectsItsPods, shownSelector, templateLabelsErrors } from './selector.ts'
import { replicaSetTemplateRules } from './template.ts'

const strategyFields: readonly GoField[] = [
  ['Type', 'type', 'text'],
  ['RollingUpdate', 'rollingUpdate', rollingUpdateFields],
]
const strategies = ['Recreate', 'RollingUpdate']

/** The selector of a workload that must have one. Mirrors the beginning of ValidateReplicaSetSpec, v1.36, which speaks of a deployment. */
export const requiredSelectorRules: readonly Rule[] = [
  present('spec.selector'),
  labelSelector('spec.selector'),
  {
    at: 'spec.selector',
    reason: 'FieldValueInvalid',
    check: checkValue(selector => (isEmptyLabelSelector(selector as LabelSelector) ? ['empty selector is invalid for deployment'] : [])),
    shows: shownSelector,
  },
  {
    at: 'spec.selector',
    reason: 'FieldValueInvalid',
    check: checkValue((selector, context) => (isUsableSelector(Field.root(selector), context) ? [] : ['invalid label selector'])),
    shows: shownSelector,
  },
]

/** What holds of the template only where its selector can be used. */
export const selectedTemplateRules: Rule = {
  at: '',
  when: (object, context) => isUsableSelector(object.at('spec.selector'), context),
  isSound: () => false,
  rules: [{ errors: object => templateLabelsErrors(object.child('spec')), isSound: selectsItsPods }, ...replicaSetTemplateRules],
}

/** Mirrors ValidateDeploymentStrategy. */
const strategyRules: readonly Rule[] = [
  {
    at: 'spec.strategy.rollingUpdate',
    when: object => object.at('spec.strategy.type').text === 'Recreate',
    reason: 'FieldValueForbidden',
    check: () => ["may not be specified when strategy `type` is 'Recreate'"],
  },
  {
    at: 'spec.strategy.rollingUpdate',
    when: object => object.at('spec.strategy.type').text === 'RollingUpdate',
    rules: [{ errors: deploymentRollingUpdateErrors, isSound: rollsPlainly }],
  },
  {
    at: 'spec.strategy',
    reason: 'FieldValueNotSupported',
    check: checkValue(strategy => (strategies.includes(textOf(memberOf(strategy, 'type'))) ? [] : [supportedValues(strategies)])),
    shows: strategy => goStruct(strategy.value, strategyFields),
  },
]

const deadlineRow: Row = {
  at: 'spec.progressDeadlineSeconds',
  reason: 'FieldValueInvalid',
  check: deadline =>
    numberOf(deadline) <= numberOf(deadline.parent!.child('minReadySeconds')) ? ['must be greater than minReadySeconds'] : [],
}

/** What a Deployment must keep to. Mirrors pkg/apis/apps/validation/validation.go ValidateDeploymentSpec, v1.36. */
export const deploymentRules: readonly Rule[] = [
  nonNegative('spec.replicas'),
  ...requiredSelectorRules,
  selectedTemplateRules,
  ...strategyRules,
  nonNegative('spec.minReadySeconds'),
  nonNegative('spec.revisionHistoryLimit'),
  nonNegative('spec.progressDeadlineSeconds'),
  deadlineRow,
]

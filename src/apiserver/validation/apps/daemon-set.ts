import { podTemplateRules } from '../core/pod-template.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule } from '../row.ts'
import { nonNegative, supportedValues } from '../rows.ts'
import { daemonSetRollingUpdateErrors, rollingUpdateFields } from './rolling-update.ts'
import { isEmptySelector, isUsableSelector, shownSelector, templateLabelsErrors } from './selector.ts'
import { lastingPodRows } from './template.ts'

const strategyFields: readonly GoField[] = [
  ['Type', 'type', 'text'],
  ['RollingUpdate', 'rollingUpdate', rollingUpdateFields],
]
const strategies = ['RollingUpdate', 'OnDelete']

/** Mirrors ValidateDaemonSetUpdateStrategy. */
const strategyRules: readonly Rule[] = [
  {
    at: 'spec.updateStrategy.rollingUpdate',
    when: object => object.at('spec.updateStrategy.type').text === 'RollingUpdate',
    rules: [{ errors: daemonSetRollingUpdateErrors }],
  },
  {
    at: 'spec.updateStrategy',
    reason: 'FieldValueNotSupported',
    check: strategy => (strategies.includes(strategy.child('type').text) ? [] : [supportedValues(strategies)]),
    shows: strategy => goStruct(strategy.value, strategyFields),
  },
]

/** What a DaemonSet must keep to. Mirrors pkg/apis/apps/validation/validation.go ValidateDaemonSetSpec, v1.36. */
export const daemonSetRules: readonly Rule[] = [
  labelSelector('spec.selector'),
  {
    at: '',
    when: (object, context) => isUsableSelector(object.at('spec.selector'), context),
    rules: [{ errors: object => templateLabelsErrors(object.child('spec')) }],
  },
  {
    at: 'spec.selector',
    reason: 'FieldValueInvalid',
    check: selector => (isEmptySelector(selector) ? ['empty selector is invalid for daemonset'] : []),
    shows: shownSelector,
  },
  ...podTemplateRules,
  ...lastingPodRows('DaemonSet'),
  nonNegative('spec.minReadySeconds'),
  ...strategyRules,
  nonNegative('spec.revisionHistoryLimit'),
]

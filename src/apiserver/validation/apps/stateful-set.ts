import type { FieldErrorReason } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { numberOf } from '../error-of.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Row, Rule } from '../row.ts'
import { formatted, nonNegative, oneOf } from '../rows.ts'
import { checkText } from '../value-check.ts'
import { statefulSetUnavailableErrors } from './rolling-update.ts'
import { isEmptySelector, isUsableSelector, selectsItsPods, shownSelector, templateLabelsErrors } from './selector.ts'
import { claimTemplateRules, statefulSetTemplateRules, templateMetadataRules } from './stateful-set-template.ts'
import { lastingPodRows } from './template.ts'

const strategyFields: readonly GoField[] = [
  ['Type', 'type', 'text'],
  [
    'RollingUpdate',
    'rollingUpdate',
    [
      ['Partition', 'partition', 'number'],
      ['MaxUnavailable', 'maxUnavailable'],
    ],
  ],
]
const strategies = ['RollingUpdate', 'OnDelete']
const retentions = ['Retain', 'Delete']
/** The first minor that looks at the pods of a StatefulSet and at its claims. */
const templateSince = 34

const strategyType = 'spec.updateStrategy.type'

/** Mirrors the part of ValidateStatefulSetSpec about the update strategy. */
const strategyRules: readonly Rule[] = [
  {
    at: 'spec.updateStrategy.rollingUpdate',
    when: object => object.at(strategyType).text === 'OnDelete',
    reason: 'FieldValueInvalid',
    check: () => ["only allowed for updateStrategy 'RollingUpdate'"],
    shows: update => new GoValue(goStruct(update.value, strategyFields[1]![2] as readonly GoField[]), updateSyntax(update)),
  },
  { ...nonNegative('spec.updateStrategy.rollingUpdate.partition'), when: object => object.at(strategyType).text === 'RollingUpdate' },
  {
    at: 'spec.updateStrategy.rollingUpdate.maxUnavailable',
    when: object => object.at(strategyType).text === 'RollingUpdate',
    rules: [{ errors: statefulSetUnavailableErrors }],
  },
  {
    at: 'spec.updateStrategy',
    reason: 'FieldValueInvalid',
    check: strategy => (strategies.includes(strategy.child('type').text) ? [] : ["must be 'RollingUpdate' or 'OnDelete'"]),
    shows: strategy => goStruct(strategy.value, strategyFields),
  },
]

/** The server's own struct has no pointer to the partition. */
function updateSyntax(update: Field): string {
  return `apps.RollingUpdateStatefulSetStrategy{Partition:${numberOf(update.child('partition'))}, MaxUnavailable:(*intstr.IntOrString)(nil)}`
}

const selectorRules: readonly Rule[] = [
  { at: 'spec.selector', reason: 'FieldValueRequired', check: selector => (selector.absent ? [''] : []) },
  labelSelector('spec.selector'),
  selectorRow('FieldValueInvalid', selector => (isEmptySelector(selector) ? ['empty selector is invalid for statefulset'] : [])),
  selectorRow('FieldValueInvalid', (selector, context) => (isUsableSelector(selector, context) ? [] : [''])),
]

/** What a StatefulSet must keep to. Mirrors pkg/apis/apps/validation/validation.go ValidateStatefulSetSpec, v1.36. */
export const statefulSetRules: readonly Rule[] = [
  {
    at: 'spec.podManagementPolicy',
    reason: 'FieldValueInvalid',
    check: checkText(text => (text === 'OrderedReady' || text === 'Parallel' ? [] : ["must be 'OrderedReady' or 'Parallel'"])),
  },
  ...strategyRules,
  oneOf('spec.persistentVolumeClaimRetentionPolicy.whenDeleted', retentions),
  oneOf('spec.persistentVolumeClaimRetentionPolicy.whenScaled', retentions),
  nonNegative('spec.replicas'),
  nonNegative('spec.minReadySeconds'),
  nonNegative('spec.ordinals.start'),
  { ...formatted('spec.serviceName', dnsLabelErrors), since: 33 },
  ...selectorRules,
  {
    at: '',
    when: (object, context) => isUsableSelector(object.at('spec.selector'), context),
    rules: [
      { errors: object => templateLabelsErrors(object.child('spec')), isSound: selectsItsPods },
      ...templateMetadataRules,
      { at: '', since: templateSince, rules: statefulSetTemplateRules },
      { at: 'spec.volumeClaimTemplates', since: templateSince, each: 'item', rules: claimTemplateRules },
    ],
  },
  ...lastingPodRows('StatefulSet'),
]

function selectorRow(reason: FieldErrorReason, check: Row['check']): Row {
  return { at: 'spec.selector', reason, check, shows: shownSelector }
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { shownSelector } from '../../validation/apps/selector.ts'
import { forbidden, invalid } from '../../validation/error-of.ts'
import { changedField } from '../changed-field.ts'
import { equalValues } from '../equal-values.ts'
import { immutable } from '../immutable.ts'
import type { UpdateStrategy } from '../strategy.ts'
import { partOf, type Update, type UpdateErrors } from '../update.ts'

const changeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]
const statefulSetWords =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
/** The first minor that may change how many revisions a StatefulSet keeps. */
const revisionLimitSince = 33
const olderWords = statefulSetWords.replace(" 'revisionHistoryLimit',", '')

/** Mirrors pkg/apis/apps/validation/validation.go ValidateDeploymentUpdate, v1.36. */
export const deployment: UpdateStrategy = {
  counts: ['spec', 'metadata.annotations'],
  warns: 'counted',
  checks: ['metadata-update', 'rules', keptSelector()],
}

/** Mirrors ValidateReplicaSetUpdate, v1.36. */
export const replicaSet: UpdateStrategy = { counts: ['spec'], warns: 'counted', checks: ['metadata-update', 'rules', keptSelector()] }

/** Mirrors ValidateDaemonSetUpdate, v1.36. */
export const daemonSet: UpdateStrategy = { counts: ['spec'], warns: 'counted', checks: ['metadata-update', keptSelector(), 'rules'] }

/** Mirrors ValidateStatefulSetUpdate, v1.36. */
export const statefulSet: UpdateStrategy = { counts: ['spec'], warns: 'counted', checks: ['metadata-update', 'rules', statefulSetErrors] }

/** Mirrors ValidateControllerRevisionUpdate, v1.36. */
export const controllerRevision: UpdateStrategy = {
  warns: 'never',
  checks: ['metadata-update', 'metadata', 'rules', immutable('data')],
  tolerates: ({ field }) => field === 'data',
}

function keptSelector(): UpdateErrors {
  return update => {
    const selector = update.object.at('spec.selector')
    if (!update.changed('spec.selector')) return []
    const changed = changedField(selector, partOf(update.newForm, 'spec.selector'), partOf(update.oldForm, 'spec.selector'))
    return [invalid(changed, 'field is immutable', selector.absent ? null : shownSelector(selector))]
  }
}

function* statefulSetErrors({ object, newForm, oldForm, version }: Update): Generator<FieldError> {
  const isOld = version.minor < revisionLimitSince
  const free = isOld ? changeable.filter(name => name !== 'revisionHistoryLimit') : changeable
  const fixed = (spec: unknown): Struct =>
    Object.fromEntries(Object.entries(isStruct(spec) ? spec : {}).filter(([name]) => !free.includes(name)))
  const now = fixed(newForm['spec'])
  const before = fixed(oldForm['spec'])
  if (!equalValues(now, before)) yield forbidden(changedField(object.child('spec'), now, before), isOld ? olderWords : statefulSetWords)
}

import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { compareQuantities, parseQuantity, type Quantity, zeroQuantity } from '../../../k8s/quantity.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { prepareUpdatedClaim } from '../../prepare/core/persistent-volume-claim.ts'
import { persistentVolumeSources } from '../../validation/core/persistent-volume-sources.ts'
import { forbidden, invalid } from '../../validation/error-of.ts'
import { changedField } from '../changed-field.ts'
import { equalValues } from '../equal-values.ts'
import { immutable } from '../immutable.ts'
import { shownChange } from '../shown-change.ts'
import type { UpdateStrategy } from '../strategy.ts'
import { partOf, type Update } from '../update.ts'
import { withOldStatus } from '../update-object.ts'

const betaClass = 'volume.beta.kubernetes.io/storage-class'
const className = 'spec.volumeAttributesClassName'
const size = 'spec.resources.requests.storage'
/** The first minor in which a claim may shrink back to what it has: RecoverVolumeExpansionFailure. */
const recoverySince = 32
const zones: ReadonlyMap<string, string> = new Map([
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
])

/** Mirrors pkg/registry/core/persistentvolume/strategy.go ValidateUpdate and ValidatePersistentVolumeUpdate, v1.36. */
export const persistentVolume: UpdateStrategy = {
  checks: [
    'metadata',
    'rules',
    'metadata',
    'rules',
    sourceErrors,
    immutable('spec.volumeMode', { printedAs: 'volumeMode' }),
    affinityErrors,
    volumeClassErrors,
  ],
}

/** Mirrors pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate, v1.36. */
export const persistentVolumeClaim: UpdateStrategy = {
  prepare: (object, old, context) => withOldStatus(prepareUpdatedClaim(object, old, context), old),
  checks: [
    'metadata-update',
    'metadata',
    'rules',
    claimSpecErrors,
    shrinkErrors,
    immutable('spec.volumeMode', { printedAs: 'volumeMode' }),
    claimClassErrors,
  ],
  tolerates: isOfOldSource,
}

/** Where the old claim names a group, the new one may name any. Mirrors allowInvalidAPIGroupInDataSourceOrRef, v1.36. */
function isOfOldSource({ field, reason }: FieldError, { old }: Update): boolean {
  if (reason !== 'FieldValueInvalid' || !/^spec\.dataSource(Ref)?\.apiGroup$/.test(field)) return false
  return ['dataSource', 'dataSourceRef'].some(source => old.child('spec').child(source).has('apiGroup'))
}

function* sourceErrors(update: Update): Generator<FieldError> {
  const sources = (spec: unknown): Struct =>
    Object.fromEntries(persistentVolumeSources.map(({ kind }) => [kind, partOf(spec, kind)]).filter(([, value]) => value !== undefined))
  const before = sources(update.oldForm['spec'])
  const now = sources(update.newForm['spec'])
  const { csi } = now
  const { csi: oldCsi } = before
  const gained = isStruct(csi) && isStruct(oldCsi) && oldCsi['controllerExpandSecretRef'] === undefined
  const { controllerExpandSecretRef: _gained, ...rest } = isStruct(csi) ? csi : {}
  const source = gained ? { ...now, csi: rest } : now
  if (equalValues(source, before)) return
  const spec = update.object.child('spec')
  const field = spec.printedAs('spec.persistentvolumesource')
  const change = shownChange('PersistentVolumeSource', update.typeAt(['spec']), before, source, spec.value, update.version)
  yield forbidden(changedField(field, now, before), `spec.persistentvolumesource is immutable after creation${change}`)
}

/** Only the names of labels may become the newer ones. Mirrors validatePvNodeAffinity. */
function* affinityErrors(update: Update): Generator<FieldError> {
  const affinity = update.object.at('spec.nodeAffinity')
  if (update.old.at('spec.nodeAffinity').absent) return
  const renamed = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value ?? null), (key, part: unknown) =>
      key === 'key' && typeof part === 'string' ? (zones.get(part) ?? part) : part
    )
  if (equalValues(renamed(partOf(update.newForm, 'spec.nodeAffinity')), renamed(partOf(update.oldForm, 'spec.nodeAffinity')))) return
  const detail = 'field is immutable, except for updating from beta label to GA'
  yield invalid(affinity.printedAs('nodeAffinity'), detail, affinity.absent ? null : shownAffinity(affinity.value))
}

function shownAffinity(value: unknown): unknown {
  const terms = partOf(value, 'required.nodeSelectorTerms')
  const shownList = (list: unknown): unknown =>
    Array.isArray(list)
      ? list.map(item => ({
          Key: partOf(item, 'key') ?? '',
          Operator: partOf(item, 'operator') ?? '',
          Values: partOf(item, 'values') ?? null,
        }))
      : null
  const shownTerm = (term: unknown): unknown => ({
    MatchExpressions: shownList(partOf(term, 'matchExpressions')),
    MatchFields: shownList(partOf(term, 'matchFields')),
  })
  if (!isStruct(partOf(value, 'required'))) return { Required: null }
  return { Required: { NodeSelectorTerms: Array.isArray(terms) ? terms.map(shownTerm) : null } }
}

function* volumeClassErrors(update: Update): Generator<FieldError> {
  const field = update.object.at(className)
  if (!update.changed(className)) return
  if (!isFeatureOn('VolumeAttributesClass', update.version)) {
    yield forbidden(field, 'update is forbidden when the VolumeAttributesClass feature gate is disabled')
    return
  }
  if (field.absent) yield forbidden(field, 'update from non-nil value to nil is forbidden')
}

function* claimSpecErrors(update: Update): Generator<FieldError> {
  const { newForm, oldForm, object, old } = update
  const before: Record<string, unknown> = { ...structOf(oldForm['spec']) }
  const now: Record<string, unknown> = { ...structOf(newForm['spec']) }
  const copy = (to: Record<string, unknown>, name: string, value: unknown): void => {
    if (value === undefined) delete to[name]
    else to[name] = value
  }
  if (before['volumeName'] === undefined) copy(before, 'volumeName', now['volumeName'])
  const annotation = (of: Update['object']): unknown => of.at('metadata.annotations').entry(betaClass).value
  const oldClass = annotation(old)
  const isUpgraded =
    oldClass !== undefined &&
    before['storageClassName'] === undefined &&
    now['storageClassName'] === oldClass &&
    (annotation(object) ?? oldClass) === oldClass
  if (isUpgraded) delete now['storageClassName']
  else {
    if ((oldClass ?? '') !== (annotation(object) ?? ''))
      yield invalid(
        object.at('metadata.annotations').entry(betaClass).printedAs(`metadata.annotations.${betaClass}`),
        'field is immutable',
        annotation(object) ?? ''
      )
    if ((oldClass === undefined || now['storageClassName'] === oldClass) && before['storageClassName'] === undefined)
      copy(before, 'storageClassName', now['storageClassName'])
  }
  if (partOf(oldForm, 'status.phase') === 'Bound') {
    const requests = partOf(now, 'resources.requests')
    const oldRequests = { ...structOf(partOf(before, 'resources.requests')) }
    if (isStruct(requests)) now['resources'] = { ...structOf(now['resources']), requests: { ...requests, storage: oldRequests['storage'] } }
    copy(now, 'volumeAttributesClassName', before['volumeAttributesClassName'])
  }
  const words = 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'
  if (equalValues(now, before)) return
  const change = shownChange('PersistentVolumeClaimSpec', update.typeAt(['spec']), before, now, object.child('spec').value, update.version)
  yield forbidden(changedField(object.child('spec'), now, before), `${words}${change}`)
}

function* shrinkErrors({ object, old, version }: Update): Generator<FieldError> {
  const now = amountOf(object.at(size).value)
  const before = amountOf(old.at(size).value)
  if (compareQuantities(now, before) >= 0) return
  if (version.minor < recoverySince) yield forbidden(object.at(size), 'field can not be less than previous value')
  else if (compareQuantities(now, amountOf(old.at('status.capacity.storage').value)) <= 0)
    yield forbidden(object.at(size), 'field can not be less than status.capacity')
}

function* claimClassErrors(update: Update): Generator<FieldError> {
  const field = update.object.at(className)
  const isOn = isFeatureOn('VolumeAttributesClass', update.version)
  if (!update.changed(className) || !isOn || update.old.at('status.currentVolumeAttributesClassName').absent) return
  const words = 'is forbidden when status.currentVolumeAttributesClassName is not nil'
  if (field.absent) yield forbidden(field, `update to nil ${words}`)
  else if (field.text === '') yield forbidden(field, `update to empty string ${words}`)
}

function amountOf(value: unknown): Quantity {
  const quantity = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : parseQuantity('0')
  return typeof quantity === 'string' ? zeroQuantity : quantity
}

function structOf(value: unknown): Struct {
  return isStruct(value) ? value : {}
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { quantitySign, quantityValue } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { forbidden, invalid, required as missing, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'
import { errorsOf } from '../validate.ts'
import { nodeSelectorRules } from './node-selector.ts'
import { accessModeErrors } from './persistent-volume-claim-spec.ts'
import { persistentVolumeSources } from './persistent-volume-sources.ts'
import { quantityOf, shownQuantities } from './quantities.ts'

const mountOptions = 'volume.beta.kubernetes.io/mount-options'

/** The kinds whose volumes are mounted with options. Mirrors pkg/volume/validation/pv_validation.go checkMountOption, v1.36. */
const withMountOptions = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'nfs',
  'rbd',
  'quobyte',
  'iscsi',
  'cinder',
  'cephfs',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
]

/** Mirrors validateVolumeNodeAffinity. */
const nodeAffinityRules: readonly Rule[] = [
  {
    at: 'required',
    reason: 'FieldValueRequired',
    check: selector => (selector.absent ? ['must specify required node constraints'] : []),
  },
  { at: 'required', rules: nodeSelectorRules },
]

const attributesClass = 'volumeAttributesClassName'
const attributesGate = 'VolumeAttributesClass'

const attributesClassRules: readonly Row[] = [
  {
    gate: attributesGate,
    at: attributesClass,
    reason: 'FieldValueRequired',
    check: name => (!name.absent && name.text === '' ? ['an empty string is disallowed'] : []),
  },
  { ...formatted(attributesClass, dnsSubdomainErrors), gate: attributesGate },
  {
    gate: attributesGate,
    at: 'csi',
    when: spec => !spec.child(attributesClass).absent,
    reason: 'FieldValueRequired',
    check: csi => (csi.absent ? ['has to be specified when using volumeAttributesClassName'] : []),
  },
]

const specRules: readonly Rule[] = [
  required('accessModes'),
  { errors: accessModeErrors },
  required('capacity'),
  { errors: capacityErrors },
  oneOf('persistentVolumeReclaimPolicy', ['Delete', 'Recycle', 'Retain']),
  { at: 'nodeAffinity', rules: nodeAffinityRules },
  { errors: sourceErrors },
  { errors: localWithoutNodes },
  { errors: recycledRoot },
  formatted('storageClassName', dnsSubdomainErrors),
  oneOf('volumeMode', ['Block', 'Filesystem'], 'set'),
  ...attributesClassRules,
]

const inlineWords = ['may not be specified in the context of inline volumes']

function notInline(at: string): Row {
  return { at, reason: 'FieldValueForbidden', check: field => (field.empty ? [] : inlineWords) }
}

/** A volume that is written into a VolumeAttachment. Mirrors ValidatePersistentVolumeSpec for inline volumes. */
export const inlineVolumeRules: readonly Rule[] = [
  { at: 'claimRef', reason: 'FieldValueForbidden', check: () => inlineWords },
  notInline('capacity'),
  { at: 'csi', reason: 'FieldValueRequired', check: csi => (csi.absent ? ['has to be specified in the context of inline volumes'] : []) },
  required('accessModes'),
  { errors: accessModeErrors },
  {
    at: 'persistentVolumeReclaimPolicy',
    reason: 'FieldValueForbidden',
    check: ({ text }) => (text === '' || text === 'Retain' ? [] : ['may only be Retain in the context of inline volumes']),
  },
  { at: 'nodeAffinity', reason: 'FieldValueForbidden', check: () => inlineWords },
  { errors: sourceErrors },
  { errors: localWithoutNodes },
  { errors: recycledRoot },
  notInline('storageClassName'),
  {
    at: 'volumeMode',
    reason: 'FieldValueForbidden',
    check: ({ text }) =>
      text === 'Filesystem' ? [] : ['may not specify volumeMode other than Filesystem in the context of inline volumes'],
  },
]

/** Mirrors pkg/apis/core/validation/validation.go ValidatePersistentVolume, v1.36. */
export const persistentVolumeRules: readonly Rule[] = [struct('spec', specRules), { errors: mountOptionErrors }]

function* capacityErrors(spec: Field): Generator<FieldError> {
  const capacity = spec.child('capacity')
  const { keys } = capacity
  if (!keys.includes('storage') || keys.length > 1)
    yield notSupported(capacity, ['storage'], capacity.absent ? undefined : shownQuantities(capacity))
  for (const entry of capacity.entries) {
    const quantity = quantityOf(entry)
    if (quantity === undefined) continue
    const text = formatQuantity(quantity)
    const value = quantityValue(quantity)
    if (value < 0n) yield invalid(entry, 'must be a valid resource quantity', value)
    if (quantitySign(quantity) <= 0) yield invalid(entry, 'must be greater than zero', text)
  }
}

/** One source, and only one. */
function* sourceErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  let found = 0
  for (const { kind, rules, printed, forbiddenAs, besideOthers } of persistentVolumeSources) {
    const source = spec.child(kind)
    if (source.absent) continue
    found += 1
    if (found > 1 && besideOthers !== true)
      yield forbidden(spec.child(kind, forbiddenAs ?? kind), 'may not specify more than 1 volume type')
    else yield* errorsOf(spec.child(kind, printed ?? kind), rules, context)
  }
  if (found > 0) return
  yield missing(spec, 'must specify a volume type')
}

function* localWithoutNodes(spec: Field): Generator<FieldError> {
  const first = persistentVolumeSources.find(({ kind }) => !spec.child(kind).absent)
  const affinity = spec.child('nodeAffinity')
  if (first?.kind !== 'local' || !affinity.absent) return
  yield missing(affinity, 'Local volume requires node affinity')
}

function* recycledRoot(spec: Field): Generator<FieldError> {
  const policy = spec.child('persistentVolumeReclaimPolicy')
  if (policy.text !== 'Recycle' || spec.child('hostPath').absent || !isRoot(spec.at('hostPath.path').text)) return
  yield forbidden(policy, "may not be 'recycle' for a hostPath mount of '/'")
}

/** Whether a path is `/` once it is cleaned. Mirrors Go path.Clean. */
function isRoot(path: string): boolean {
  if (!path.startsWith('/')) return false
  let depth = 0
  for (const step of path.split('/')) {
    if (step === '..') depth = Math.max(0, depth - 1)
    else if (step !== '' && step !== '.') depth += 1
  }
  return depth === 0
}

function* mountOptionErrors(volume: Field): Generator<FieldError> {
  const annotations = volume.at('metadata.annotations')
  if (!annotations.keys.includes(mountOptions) || withMountOptions.some(kind => !volume.child('spec').child(kind).absent)) return
  const annotation = annotations.entry(mountOptions).printedAs(`metadata.annotations.${mountOptions}`)
  yield forbidden(annotation, 'may not specify mount options for this volume type')
}

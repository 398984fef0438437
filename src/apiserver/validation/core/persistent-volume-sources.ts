import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { backstepErrors } from '../../../k8s/names/file-path.ts'
import { inclusiveRangeWords } from '../../../k8s/names/regex-words.ts'
import { invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule } from '../row.ts'
import { formatted, inRange, numeric, required } from '../rows.ts'
import { csiDriverName } from './csi-driver-name.ts'
import { azureDiskRules, fcRules, flexVolumeRules, flockerRules, isInitiatorName, quobyteRules } from './volume-source-disks.ts'
import { hostPathRules, nfsRules } from './volume-sources.ts'

/** The rules of one kind of volume, and its name where the server prints another one. */
export interface PersistentVolumeSource {
  readonly kind: string
  readonly rules: readonly Rule[]
  readonly printed?: string
  /** The name in the error that there is another kind already. */
  readonly forbiddenAs?: string
  /** Whether the server takes it beside another kind. */
  readonly besideOthers?: boolean
}

const maxInitiatorLength = 64
const partition = numeric('partition', value => value >= 0 && value <= 255, inclusiveRangeWords(1, 255))
const monitors = required('monitors')

/** Mirrors validatePVSecretReference, v1.36. */
const secretReferenceRules: readonly Rule[] = [
  required('name'),
  formatted('name', dnsSubdomainErrors),
  required('namespace'),
  formatted('namespace', dnsLabelErrors),
]

const namedSecret: Rule = { at: 'secretRef', rules: [required('name'), required('namespace')] }

function initiator(at: string, withEmpty: boolean): Row {
  return {
    at,
    reason: 'FieldValueInvalid',
    check: ({ text }) => ((text === '' && !withEmpty) || isInitiatorName(text) ? [] : ['must be valid format']),
  }
}

function* initiatorLengthErrors(iscsi: Field): Generator<FieldError> {
  if (iscsi.child('initiatorName').absent) return
  const portal = iscsi.child('targetPortal', 'targetportal')
  const name = volumeNameOf(iscsi)
  if (`${name}:${portal.text}`.length <= maxInitiatorLength) return
  const detail = `Total length of <volume name>:<iscsi.targetPortal> must be under ${maxInitiatorLength} characters if iscsi.initiatorName is specified.`
  yield invalid(portal, detail, portal.text)
}

/** The name of the volume that a source is of; none of a volume that is written inline. */
function volumeNameOf(source: Field): string {
  const owner = source.parent?.parent
  return owner?.parent === undefined ? (owner?.at('metadata.name').text ?? '') : ''
}

/** Mirrors validateISCSIPersistentVolumeSource. */
const iscsiRules: readonly Rule[] = [
  required('targetPortal'),
  { errors: initiatorLengthErrors },
  required('iqn'),
  initiator('iqn', false),
  inRange('lun', 0, 255),
  {
    ...required('secretRef'),
    check: secret => (secret.absent ? [''] : []),
    when: iscsi => iscsi.child('chapAuthDiscovery').value === true || iscsi.child('chapAuthSession').value === true,
  },
  { at: 'secretRef', rules: [required('name')] },
  { ...initiator('initiatorName', true), printedAs: '.initiatorname' },
]

/** Mirrors validateGlusterfsPersistentVolumeSource. */
const glusterfsRules: readonly Rule[] = [
  required('endpoints'),
  required('path'),
  {
    at: 'endpointsNamespace',
    reason: 'FieldValueInvalid',
    check: ({ text }) => (text === '' ? ['if the endpointnamespace is set, it must be a valid namespace name'] : dnsLabelErrors(text)),
  },
]

/** Mirrors validateCSIPersistentVolumeSource. */
const csiRules: readonly Rule[] = [
  ...csiDriverName('driver'),
  required('volumeHandle'),
  ...['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'].map(
    (at): Rule => ({ at, rules: secretReferenceRules })
  ),
]

/** A text that may be left out but not be empty. */
function filledIfSet(at: string): Row {
  return { at, reason: 'FieldValueRequired', check: field => (!field.absent && field.text === '' ? [''] : []) }
}

/**
 * All kinds of PersistentVolumes, in the order in which the server looks for them. Each mirrors the function of
 * pkg/apis/core/validation/validation.go of its name, v1.36: validateRBDPersistentVolumeSource, and so on.
 */
export const persistentVolumeSources: readonly PersistentVolumeSource[] = [
  { kind: 'hostPath', rules: hostPathRules },
  { kind: 'gcePersistentDisk', rules: [required('pdName'), partition], printed: 'persistentDisk' },
  { kind: 'awsElasticBlockStore', rules: [required('volumeID'), partition] },
  { kind: 'glusterfs', rules: glusterfsRules },
  { kind: 'flocker', rules: flockerRules },
  { kind: 'nfs', rules: nfsRules },
  { kind: 'rbd', rules: [monitors, required('image')] },
  { kind: 'quobyte', rules: quobyteRules },
  { kind: 'cephfs', rules: [monitors], forbiddenAs: 'cephFS' },
  { kind: 'iscsi', rules: iscsiRules },
  { kind: 'cinder', rules: [required('volumeID'), namedSecret] },
  { kind: 'fc', rules: fcRules },
  { kind: 'flexVolume', rules: flexVolumeRules, besideOthers: true },
  { kind: 'azureFile', rules: [required('secretName'), required('shareName'), filledIfSet('secretNamespace')] },
  { kind: 'vsphereVolume', rules: [required('volumePath')] },
  { kind: 'photonPersistentDisk', rules: [required('pdID')] },
  { kind: 'portworxVolume', rules: [required('volumeID')] },
  { kind: 'azureDisk', rules: azureDiskRules },
  { kind: 'scaleIO', rules: [required('gateway'), required('system'), required('volumeName')] },
  { kind: 'local', rules: [required('path'), formatted('path', backstepErrors)] },
  {
    kind: 'storageos',
    rules: [required('volumeName'), formatted('volumeName', dnsLabelErrors), formatted('volumeNamespace', dnsLabelErrors), namedSecret],
  },
  { kind: 'csi', rules: csiRules },
]

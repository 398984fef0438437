import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { inclusiveRangeWords } from '../../../k8s/names/regex-words.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Row, Rule } from '../row.ts'
import { formatted, inRange, numeric, oneOf, required, supportedValues } from '../rows.ts'

const initiatorForms: ReadonlyMap<string, RegExp> = new Map([
  ['iqn', /iqn\.\d{4}-\d{2}\.([A-Za-z0-9\-.]+)(:[^,;*&$|\s]+)$/],
  ['eui', /^eui.[A-Za-z0-9]{16}$/],
  ['naa', /^naa.[A-Za-z0-9]{32}$/],
])
const hostPortWords = 'must be a host:port pair or multiple pairs separated by commas'
const maxTenant = 64
const managedUri = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
const blobUri = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd'

/** Mirrors pkg/apis/core/validation/validation.go validateISCSIVolumeSource, v1.36. */
export const iscsiRules: readonly Rule[] = [
  required('targetPortal'),
  required('iqn'),
  initiator('iqn'),
  inRange('lun', 0, 255),
  {
    ...required('secretRef'),
    check: secret => (secret.absent ? [''] : []),
    when: iscsi => iscsi.child('chapAuthDiscovery').value === true || iscsi.child('chapAuthSession').value === true,
  },
  { ...initiator('initiatorName', true), printedAs: '.initiatorname' },
]

/** Mirrors validateFlockerVolumeSource. */
export const flockerRules: readonly Rule[] = [
  {
    at: '',
    when: source => source.child('datasetName').empty && source.child('datasetUUID').empty,
    reason: 'FieldValueRequired',
    check: () => ['one of datasetName and datasetUUID is required'],
  },
  {
    at: '',
    when: source => !source.child('datasetName').empty && !source.child('datasetUUID').empty,
    reason: 'FieldValueInvalid',
    check: () => ['datasetName and datasetUUID can not be specified simultaneously'],
    shows: () => 'resource',
  },
  { at: 'datasetName', reason: 'FieldValueInvalid', check: ({ text }) => (text.includes('/') ? ["must not contain '/'"] : []) },
]

/** Mirrors validateQuobyteVolumeSource. */
export const quobyteRules: readonly Rule[] = [{ errors: quobyteErrors }, required('volume')]

/** Mirrors validateFCVolumeSource. */
export const fcRules: readonly Rule[] = [
  {
    at: 'targetWWNs',
    when: fc => fc.child('wwids').empty,
    reason: 'FieldValueRequired',
    check: names => (names.empty ? ['must specify either targetWWNs or wwids, but not both'] : []),
  },
  {
    at: 'targetWWNs',
    when: fc => !fc.child('wwids').empty,
    reason: 'FieldValueInvalid',
    check: names => (names.empty ? [] : ['targetWWNs and wwids can not be specified simultaneously']),
  },
  {
    at: 'lun',
    when: fc => !fc.child('targetWWNs').empty,
    reason: 'FieldValueRequired',
    check: lun => (lun.absent ? ['lun is required if targetWWNs is specified'] : []),
  },
  {
    ...numeric('lun', value => value >= 0 && value <= 255, inclusiveRangeWords(0, 255)),
    when: fc => !fc.child('targetWWNs').empty,
  },
]

/** Mirrors validateFlexVolumeSource. */
export const flexVolumeRules: readonly Rule[] = [required('driver'), { at: 'options', each: 'entry', rules: [{ errors: reservedOption }] }]

/** Mirrors validateAzureDisk. */
export const azureDiskRules: readonly Rule[] = [
  required('diskName'),
  required('diskURI'),
  oneOf('cachingMode', ['None', 'ReadOnly', 'ReadWrite'], 'set'),
  oneOf('kind', ['Dedicated', 'Managed', 'Shared'], 'set'),
  diskUri(kind => kind === 'Managed', '/subscriptions/', managedUri),
  diskUri(kind => kind !== 'Managed', 'https://', blobUri),
]

/** Mirrors validateStorageOSVolumeSource. */
export const storageosRules: readonly Rule[] = [
  required('volumeName'),
  formatted('volumeName', dnsLabelErrors),
  formatted('volumeNamespace', dnsLabelErrors),
  { at: 'secretRef', rules: [required('name')] },
]

/** Whether a text is a name as iSCSI has it. */
export function isInitiatorName(text: string): boolean {
  return initiatorForms.get(text.slice(0, 3))?.test(text) ?? false
}

function initiator(at: string, withEmpty = false): Row {
  return {
    at,
    reason: 'FieldValueInvalid',
    check: ({ text }) => {
      if (text === '' && !withEmpty) return []
      const form = initiatorForms.get(text.slice(0, 3))
      if (form === undefined) return ['must be valid format starting with iqn, eui, or naa']
      return form.test(text) ? [] : ['must be valid format']
    },
  }
}

function* quobyteErrors(source: Field): Generator<FieldError> {
  const registry = source.child('registry')
  const tenant = source.child('tenant')
  if (registry.text === '') yield fieldError('FieldValueRequired', registry, hostPortWords)
  else if (tenant.text.length > maxTenant)
    yield fieldError('FieldValueRequired', tenant, `must be a UUID and may not exceed a length of ${maxTenant} characters`)
  else for (const pair of registry.text.split(',')) if (!isHostPort(pair)) yield fieldError('FieldValueInvalid', registry, hostPortWords)
}

/** Mirrors Go net.SplitHostPort: one colon before the port, an address of IPv6 in brackets. */
function isHostPort(text: string): boolean {
  return /^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(text)
}

function* reservedOption(option: Field): Generator<FieldError> {
  const [namespace = ''] = option.key.split('/', 1)
  const normalized = `.${namespace.toLowerCase()}`
  if (normalized.endsWith('.kubernetes.io') || normalized.endsWith('.k8s.io'))
    yield fieldError('FieldValueInvalid', option, 'kubernetes.io and k8s.io namespaces are reserved', option.key)
}

function diskUri(ofKind: (kind: string) => boolean, prefix: string, form: string): Row {
  return {
    at: 'diskURI',
    when: disk => !disk.child('kind').absent && ofKind(disk.child('kind').text),
    reason: 'FieldValueNotSupported',
    zero: '',
    check: ({ text }) => (text.startsWith(prefix) ? [] : [supportedValues([form])]),
  }
}

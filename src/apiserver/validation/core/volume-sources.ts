import type { FieldError } from '../../../k8s/field-error.ts'
import { csiDriverNameErrors } from '../../../k8s/names/csi-driver-name.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { backstepErrors, fileModeErrors, relativePathErrors } from '../../../k8s/names/file-path.ts'
import { inclusiveRangeWords } from '../../../k8s/names/regex-words.ts'
import { parseQuantity, quantitySign } from '../../../k8s/quantity.ts'
import { malformedAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Row, Rule } from '../row.ts'
import { formatted, numeric, oneOf, present, required } from '../rows.ts'
import { checkValue } from '../value-check.ts'
import { claimTemplateRules } from './claim-template.ts'
import { downwardFileErrors } from './downward-api-file.ts'
import { keyToPathRules } from './key-to-path.ts'
import { projectedErrors } from './projected-volume.ts'
import { azureDiskRules, fcRules, flexVolumeRules, flockerRules, iscsiRules, quobyteRules, storageosRules } from './volume-source-disks.ts'

/** The rules of one kind of volume, and its name where the server prints another one. */
interface VolumeSource {
  readonly rules: readonly Rule[]
  readonly printed?: string
}

/** 0 means the whole disk, though the words say otherwise. */
const partition = numeric('partition', value => value >= 0 && value <= 255, inclusiveRangeWords(1, 255))

/** The permissions of the files of a volume. */
const defaultMode: Row = { at: 'defaultMode', reason: 'FieldValueInvalid', check: checkValue(value => fileModeErrors(Number(value))) }

const items: Rule = { at: 'items', each: 'item', rules: keyToPathRules }

const absolutePath: Row = {
  at: 'path',
  reason: 'FieldValueInvalid',
  zero: '',
  check: ({ text }) => (text.startsWith('/') ? [] : ['must be an absolute path']),
}

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']

/** A path of the node. Mirrors validateHostPathVolumeSource, v1.36. */
export const hostPathRules: readonly Rule[] = [
  required('path'),
  formatted('path', backstepErrors),
  { ...oneOf('type', hostPathTypes, 'set'), when: source => source.child('path').text !== '' },
]

/** Mirrors validateNFSVolumeSource. */
export const nfsRules: readonly Rule[] = [required('server'), required('path'), absolutePath]

/** Mirrors validateCSIVolumeSource. */
const csiRules: readonly Rule[] = [
  { errors: (csi, { version }) => malformedAll(csi.child('driver'), csiDriverNameErrors(csi.child('driver').text, version)) },
  {
    at: 'nodePublishSecretRef',
    rules: [required('name'), { errors: secretNameErrors }],
  },
]

/**
 * All kinds of volumes of a pod, in the order in which the server looks for them. Each mirrors the function of
 * pkg/apis/core/validation/validation.go of its name, v1.36: validateGitRepoVolumeSource, and so on.
 */
export const volumeSources: ReadonlyMap<string, VolumeSource> = new Map<string, VolumeSource>([
  ['emptyDir', { rules: [{ at: 'sizeLimit', reason: 'FieldValueForbidden', check: negativeSize }] }],
  ['hostPath', { rules: hostPathRules }],
  ['gitRepo', { rules: [required('repository'), formatted('directory', relativePathErrors)] }],
  ['gcePersistentDisk', { rules: [required('pdName'), partition], printed: 'persistentDisk' }],
  ['awsElasticBlockStore', { rules: [required('volumeID'), partition] }],
  ['secret', { rules: [required('secretName'), defaultMode, items] }],
  ['nfs', { rules: nfsRules }],
  ['iscsi', { rules: iscsiRules }],
  ['glusterfs', { rules: [required('endpoints'), required('path')] }],
  ['flocker', { rules: flockerRules }],
  ['persistentVolumeClaim', { rules: [required('claimName')] }],
  ['rbd', { rules: [required('monitors'), required('image')] }],
  ['cinder', { rules: [required('volumeID'), { at: 'secretRef', rules: [required('name')] }] }],
  ['cephfs', { rules: [required('monitors')] }],
  ['quobyte', { rules: quobyteRules }],
  ['downwardAPI', { rules: [defaultMode, { errors: downwardFilesErrors }] }],
  ['fc', { rules: fcRules }],
  ['flexVolume', { rules: flexVolumeRules }],
  ['configMap', { rules: [required('name'), defaultMode, items] }],
  ['azureFile', { rules: [required('secretName'), required('shareName')] }],
  ['vsphereVolume', { rules: [required('volumePath')] }],
  ['photonPersistentDisk', { rules: [required('pdID')] }],
  ['portworxVolume', { rules: [required('volumeID')] }],
  ['azureDisk', { rules: azureDiskRules }],
  ['storageos', { rules: storageosRules }],
  ['projected', { rules: [defaultMode, { errors: projectedErrors }] }],
  ['scaleIO', { rules: [required('gateway'), required('system'), required('volumeName')] }],
  ['csi', { rules: csiRules }],
  ['ephemeral', { rules: [present('volumeClaimTemplate'), { at: 'volumeClaimTemplate', rules: claimTemplateRules }] }],
  [
    'image',
    { rules: [{ ...required('reference'), when: (_, { isPod }) => isPod }, oneOf('pullPolicy', ['Always', 'IfNotPresent', 'Never'])] },
  ],
])

/** What the server calls a kind where there is another one already. */
export const forbiddenNames: ReadonlyMap<string, string> = new Map([
  ['cephfs', 'cephFS'],
  ['downwardAPI', 'downwarAPI'],
])

function negativeSize({ value }: Field): readonly string[] {
  const quantity = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? parseQuantity(value) : ''
  return typeof quantity !== 'string' && quantitySign(quantity) < 0 ? ['SizeLimit field must be a valid resource quantity'] : []
}

function* downwardFilesErrors(...[source, context]: Parameters<typeof projectedErrors>): ReturnType<typeof downwardFileErrors> {
  for (const file of source.child('items').items) yield* downwardFileErrors(file, source, context)
}

/** The name of the secret, which the server prints as the driver's. */
function secretNameErrors(secret: Field): readonly FieldError[] {
  const name = secret.child('name')
  const printed = name.printedBelow(secret.parent!, '.name')
  return name.text === '' ? [] : dnsSubdomainErrors(name.text).map(detail => fieldError('FieldValueInvalid', printed, detail, name.text))
}

import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { driverNameForm } from '../core/csi-driver-name.ts'
import { inlineVolumeRules } from '../core/persistent-volume.ts'
import type { Rule } from '../row.ts'
import { formatted, required } from '../rows.ts'
import { struct } from '../struct.ts'

const oneSource = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName'
const volumeName = 'persistentVolumeName'

/** Mirrors pkg/apis/storage/validation/validation.go validateVolumeAttachmentSource, v1.36. */
const sourceRules: readonly Rule[] = [
  {
    at: '',
    reason: 'FieldValueRequired',
    check: source => (source.child('inlineVolumeSpec').absent && source.child(volumeName).absent ? [oneSource] : []),
  },
  {
    at: '',
    reason: 'FieldValueForbidden',
    check: source => (source.child('inlineVolumeSpec').absent || source.child(volumeName).absent ? [] : [oneSource]),
  },
  {
    at: volumeName,
    when: source => source.child('inlineVolumeSpec').absent,
    reason: 'FieldValueRequired',
    check: name => (!name.absent && name.text === '' ? ['must specify non empty persistentVolumeName'] : []),
  },
  { at: 'inlineVolumeSpec', when: source => source.child(volumeName).absent, rules: inlineVolumeRules },
]

/** Mirrors ValidateVolumeAttachment, v1.36. */
export const volumeAttachmentRules: readonly Rule[] = [
  struct('spec', [
    required('attacher'),
    struct('source', sourceRules),
    formatted('nodeName', dnsSubdomainErrors, 'always'),
    { ...required('attacher'), until: 35 },
    ...driverNameForm('attacher'),
    formatted(`source.${volumeName}`, dnsSubdomainErrors, 'set'),
  ]),
]

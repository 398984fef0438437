import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/restricted-volume-type',
  summary: 'A volume of a type that the restricted standard does not know',
  check: 'restrictedVolumes',
  level: 'restricted',
  checks: ['pss-volume-types'],
  peers: [
    { tool: 'trivy', check: 'KSV-0028', same: true },
    { tool: 'trivy', check: 'KSV-0121', same: false, difference: 'A list of its own.' },
  ],
  message:
    '{subject} mounts storage directly: the restricted standard wants it behind a claim, where an administrator decides what may be mounted.',
  help: 'Use a PersistentVolumeClaim, and leave the details of the storage to a PersistentVolume or a StorageClass.',
})

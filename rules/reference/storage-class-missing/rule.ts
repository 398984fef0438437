import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/storage-class-missing',
  summary: 'A StorageClass that is not there',
  family: 'storage-class',
  checks: ['ref-storageclass'],
  peers: [],
  when: { kinds: ['PersistentVolumeClaim', 'StatefulSet'] },
  consequence: 'no volume is made for {title} unless one of that class is there already',
  component: {
    name: 'persistentvolume-controller',
    reason: 'ProvisioningFailed',
    sentence: 'storageclass.storage.k8s.io "{name}" not found',
  },
  openSeverity: 'info',
  closed: 'risks',
})

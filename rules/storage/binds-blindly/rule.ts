import { defineRule, FieldRef } from '../../kit.ts'

export default defineRule({
  id: 'storage/binds-blindly',
  summary: 'Local volumes that are bound before the pod has a node',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['immediate-no-provisioner'],
  peers: [],
  when: { kinds: ['StorageClass'] },
  messages: {
    immediate:
      'Claims of StorageClass {name} are bound at once, before anybody knows the node of their pod: a local volume may be on a node where the pod does not fit.',
  },
  help: 'Set volumeBindingMode: WaitForFirstConsumer.',
  object(resource, context) {
    if (resource.type.kind !== 'StorageClass') return
    const { provisioner, volumeBindingMode = 'Immediate' } = resource.object as {
      readonly provisioner?: string
      readonly volumeBindingMode?: string
    }
    if (provisioner !== 'kubernetes.io/no-provisioner' || volumeBindingMode !== 'Immediate') return
    context.report({ at: new FieldRef(resource, ['volumeBindingMode']), message: 'immediate', data: { name: resource.name ?? '' } })
  },
})

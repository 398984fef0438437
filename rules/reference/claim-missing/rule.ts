import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/claim-missing',
  summary: 'A PersistentVolumeClaim that is not there',
  family: 'claim',
  checks: ['ref-pvc'],
  peers: [],
  when: { fields: ['persistentVolumeClaim'] },
  consequence: 'the pods of {title} stay pending',
  component: { name: 'kube-scheduler', reason: 'FailedScheduling', sentence: 'persistentvolumeclaim "{name}" not found' },
})

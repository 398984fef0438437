import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/owner-missing',
  summary: 'An owner that is not in the manifests',
  family: 'owner',
  checks: ['ref-owner'],
  peers: [],
  when: { fields: ['ownerReferences'] },
  consequence: 'the garbage collector deletes {title}',
  component: { name: 'kube-controller-manager', reason: 'OwnerRefInvalidNamespace', sentence: 'ownerRef [{kind} {name}] does not exist' },
  openPreset: 'strict',
  openSeverity: 'info',
  closed: 'risks',
})

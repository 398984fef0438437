import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/governing-service-missing',
  summary: 'A StatefulSet whose governing Service is not there',
  family: 'governing-service',
  checks: ['ref-statefulset-service'],
  peers: [{ tool: 'kube-score', check: 'statefulset-has-servicename', same: false, difference: 'Also asks that the selector matches.' }],
  when: { kinds: ['StatefulSet'] },
  consequence: 'the pods of {title} have no DNS names of their own',
  component: { name: 'cluster DNS', sentence: 'NXDOMAIN' },
  closed: 'risks',
})

import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/service-account-missing',
  summary: 'A service account that is not there',
  family: 'service-account',
  checks: ['ref-serviceaccount'],
  peers: [
    { tool: 'kube-linter', check: 'non-existent-service-account', same: false, difference: 'Every missing name.' },
    { tool: 'kubescape', check: 'C-0307', same: false, difference: 'Every missing name.' },
  ],
  when: { fields: ['serviceAccountName', 'serviceAccount'] },
  consequence: 'the API server refuses the pods of {title}',
  component: {
    name: 'kube-apiserver',
    reason: 'Forbidden',
    sentence: 'error looking up service account {namespace}/{name}: serviceaccount "{name}" not found',
  },
  closed: 'refused',
})

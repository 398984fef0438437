import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/ingress-service-missing',
  summary: 'An Ingress backend that is not there',
  family: 'ingress-service',
  checks: ['ref-ingress-service'],
  peers: [
    { tool: 'kube-linter', check: 'dangling-ingress', same: false, difference: 'Every missing name.' },
    { tool: 'kube-score', check: 'ingress-targets-service', same: false, difference: 'Every missing name.' },
    { tool: 'kubescape', check: 'C-0298', same: false, difference: 'Every missing name.' },
  ],
  when: { kinds: ['Ingress'] },
  consequence: '{title} answers 503 for that path',
  component: { name: 'ingress controller', sentence: 'no object matching key "{namespace}/{name}" in local store' },
})

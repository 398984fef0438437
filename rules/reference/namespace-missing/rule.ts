import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/namespace-missing',
  summary: 'A namespace that the manifests use and do not declare',
  family: 'namespace',
  checks: ['ref-namespace'],
  peers: [],
  when: { kinds: ['Namespace'] },
  consequence: 'the API server refuses what goes there',
  component: { name: 'kube-apiserver', reason: 'NotFound', sentence: 'namespaces "{name}" not found' },
  openSeverity: 'info',
  closed: 'refused',
  needsKind: true,
})

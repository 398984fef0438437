import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/ingress-class-missing',
  summary: 'An IngressClass that is not in the manifests',
  family: 'ingress-class',
  checks: ['ref-ingressclass'],
  peers: [],
  when: { kinds: ['Ingress'] },
  consequence: 'no controller takes {title}',
  component: { name: 'ingress controller', sentence: 'no IngressClass {name}' },
  openPreset: 'strict',
  openSeverity: 'info',
  closed: 'risks',
})

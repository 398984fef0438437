import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/webhook-service-missing',
  summary: 'A webhook that calls a Service which is not there',
  family: 'webhook-service',
  checks: ['ref-webhook-service'],
  peers: [],
  when: { kinds: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService', 'CustomResourceDefinition'] },
  consequence: 'the API server cannot call it, and refuses what it should be asked about',
  component: { name: 'kube-apiserver', reason: 'InternalError', sentence: 'failed calling webhook: service "{name}" not found' },
})

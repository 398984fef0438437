import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/tls-secret-missing',
  summary: 'A TLS Secret that is not in the manifests',
  family: 'tls-secret',
  checks: ['ref-ingress-tls-secret'],
  peers: [],
  when: { kinds: ['Ingress'] },
  consequence: 'the controller serves {title} with its own self-signed certificate',
  component: {
    name: 'ingress controller',
    sentence:
      'Error getting SSL certificate "{namespace}/{name}": local SSL certificate {namespace}/{name} was not found. Using default certificate',
  },
  openPreset: 'strict',
  openSeverity: 'info',
  closed: 'risks',
})

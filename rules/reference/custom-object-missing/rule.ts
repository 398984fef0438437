import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/custom-object-missing',
  summary: 'A name in a custom resource that leads nowhere',
  family: 'third-party',
  checks: ['ref-thirdparty'],
  peers: [],
  when: {
    kinds: [
      'Certificate',
      'Rollout',
      'VirtualService',
      'DestinationRule',
      'ScaledObject',
      'VerticalPodAutoscaler',
      'ExternalSecret',
      'Kustomization',
      'HelmRelease',
      'IngressRoute',
    ],
    declarations: true,
  },
  consequence: 'the controller of {title} waits for it',
  component: { name: 'operator', sentence: '{kind} "{name}" not found' },
  closed: 'risks',
  openPreset: 'strict',
  openSeverity: 'info',
  custom: true,
})

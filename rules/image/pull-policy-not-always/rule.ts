import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'image/pull-policy-not-always',
  summary: 'An image that a node may already hold is not asked for again',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['all'],
  checks: ['image-pull-policy-always'],
  peers: [
    { tool: 'kube-score', check: 'container-image-pull-policy', same: true },
    { tool: 'polaris', check: 'pullPolicyNotAlways', same: false, difference: 'Asks for the field where Always is the default, too.' },
    { tool: 'checkov', check: 'CKV_K8S_15', same: true },
  ],
  when: { pods: true },
  messages: {
    cached: 'Container {container} starts from {image} as its node holds it, without asking the registry whether the pod may have it.',
  },
  help: 'Set imagePullPolicy: Always.',
  container(container, at, _template, context) {
    const { image = '', imagePullPolicy, name = '(without a name)' } = container
    if (image.includes('@') || imagePullPolicy === undefined || imagePullPolicy === 'Always') return
    context.report({ at: at.child('imagePullPolicy'), message: 'cached', data: { image, container: name } })
  },
})

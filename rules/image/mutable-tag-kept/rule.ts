import { defineRule, imageTag } from '../../kit.ts'

const moving = /^(?:latest|main|master|develop|dev|edge|nightly|stable|staging|snapshot)$/i

export default defineRule({
  id: 'image/mutable-tag-kept',
  summary: 'A moving tag that nodes do not ask for again',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['image-pull-policy-conflict'],
  peers: [{ tool: 'kubescape', check: 'C-0075', same: true }],
  when: { pods: true },
  messages: {
    kept: 'Image {image} of container {container} moves, but imagePullPolicy {policy} keeps what each node happens to hold.',
  },
  help: 'Name a release, or set imagePullPolicy: Always.',
  container(container, at, _template, context) {
    const { image = '', imagePullPolicy: policy, name = '(without a name)' } = container
    if (image === '' || image.includes('@') || (policy !== 'IfNotPresent' && policy !== 'Never')) return
    if (!moving.test(imageTag(image))) return
    context.report({ at: at.child('imagePullPolicy'), message: 'kept', data: { image, policy, container: name } })
  },
})

import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'image/not-pinned-by-digest',
  summary: 'An image that is not pinned by digest',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['supply-chain'],
  checks: ['image-digest'],
  peers: [
    { tool: 'checkov', check: 'CKV_K8S_43', same: true },
    { tool: 'kubescape', check: 'C-0306', same: true },
    { tool: 'datree', check: 'CONTAINERS_MISSING_IMAGE_VALUE_DIGEST', same: true },
  ],
  when: { pods: true },
  messages: {
    tag: 'Image {image} of container {container} is named by tag: whoever may push to the registry may put other content behind it.',
  },
  help: 'Append the digest: name:tag@sha256:…',
  container(container, at, _template, context) {
    const { image = '', name = '(without a name)' } = container
    if (image === '' || /@[a-z0-9+._-]+:[0-9a-fA-F]{32,}$/.test(image)) return
    context.report({ at: at.child('image'), message: 'tag', data: { image, container: name } })
  },
})

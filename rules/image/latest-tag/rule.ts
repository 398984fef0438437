import { defineRule, imageTag } from '../../kit.ts'

export default defineRule({
  id: 'image/latest-tag',
  summary: 'An image without a tag, or with the tag latest',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['image-latest'],
  peers: [
    { tool: 'kube-linter', check: 'latest-tag', same: true },
    { tool: 'kube-score', check: 'container-image-tag', same: true },
    { tool: 'polaris', check: 'tagNotSpecified', same: true },
    { tool: 'checkov', check: 'CKV_K8S_14', same: true },
    { tool: 'kubescape', check: 'C-0075', same: false, difference: 'Asks for the pull policy Always.' },
    { tool: 'trivy', check: 'KSV-0013', same: true },
    { tool: 'datree', check: 'CONTAINERS_MISSING_IMAGE_VALUE_VERSION', same: true },
  ],
  when: { pods: true },
  messages: {
    untagged: 'Image {image} of container {container} has no tag: each node pulls whatever latest is on that day.',
    latest: 'Image {image} of container {container} is whatever latest is on the day a node pulls it.',
  },
  help: 'Write the tag of a release, or a digest.',
  container(container, at, _template, context) {
    const { image = '', name = '(without a name)' } = container
    if (image === '' || imageTag(image) !== 'latest') return
    const message = image.endsWith(':latest') ? 'latest' : 'untagged'
    context.report({ at: at.child('image'), message, data: { image, container: name } })
  },
})

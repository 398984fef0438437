import { defineRule } from '../../kit.ts'

/** A digest of the algorithms that registries know has its full length. Mirrors opencontainers/go-digest algorithm.go, v1.0. */
const digest = /@(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}|(?!sha(?:256|384|512):)[a-z0-9+._-]+:[0-9a-zA-Z=_-]{32,})$/

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
    { tool: 'checkov', check: 'CKV_K8S_43', same: false, difference: 'Takes anything behind an @ for a digest.' },
    { tool: 'kubescape', check: 'C-0306', same: false, difference: 'Passes registries of a list, and other lengths of digests.' },
    { tool: 'datree', check: 'CONTAINERS_MISSING_IMAGE_VALUE_DIGEST', same: true },
  ],
  when: { pods: true },
  messages: {
    tag: 'Image {image} of container {container} is named by tag: whoever may push to the registry may put other content behind it.',
  },
  help: 'Append the digest: name:tag@sha256:…',
  container(container, at, _template, context) {
    const { image = '', name = '(without a name)' } = container
    if (image === '' || digest.test(image)) return
    context.report({ at: at.child('image'), message: 'tag', data: { image, container: name } })
  },
})

import { defineRule, imageNameError, imageNameSentence } from '../../kit.ts'

export default defineRule({
  id: 'image/invalid-reference',
  summary: 'An image name that the kubelet cannot parse',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['image-reference'],
  peers: [],
  when: { pods: true },
  messages: {
    invalid: 'Image {image} of container {container} is no image name: {why}.',
  },
  help: 'Write registry/repository:tag in lower case, without spaces and without https://.',
  component: { name: 'kubelet', reason: 'InspectFailed', sentence: '{sentence}' },
  container(container, at, _template, context) {
    const { image = '', name = '(without a name)' } = container
    const why = image === '' ? undefined : imageNameError(image)
    // ko writes the name of what it has built in place of such a path
    if (why === undefined || image.trim() !== image || image.startsWith('ko://')) return
    const data = { image, container: name, why, sentence: imageNameSentence(image) }
    // what a script fills in before anything is applied is no mistake of its author
    const isLeftOpen = why === 'it holds a placeholder' || /(?:^|\/)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:$|[/:@])/.test(image)
    context.report({ at: at.child('image'), message: 'invalid', data, ...(isLeftOpen && { severity: 'warning', claim: 'risks' }) })
  },
})

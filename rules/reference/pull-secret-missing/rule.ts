import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/pull-secret-missing',
  summary: 'A pull secret that is not there',
  family: 'pull-secret',
  checks: ['ref-configmap-secret'],
  peers: [],
  when: { fields: ['imagePullSecrets'] },
  consequence: 'the nodes pull the images of {title} without credentials',
  component: {
    name: 'kubelet',
    reason: 'FailedToRetrieveImagePullSecret',
    sentence: 'Unable to retrieve some image pull secrets ({name}); attempting to pull the image may not succeed.',
  },
  closed: 'risks',
})

import { defineRule } from '../../kit.ts'

const retired = [
  { registry: 'k8s.gcr.io', what: 'which has been frozen since April 2023', instead: 'registry.k8s.io' },
  { registry: 'gcr.io/google_containers', what: 'which has been frozen since 2018', instead: 'registry.k8s.io' },
  { registry: 'gcr.io/google-containers', what: 'which has been frozen since 2018', instead: 'registry.k8s.io' },
  { registry: 'docker.pkg.github.com', what: 'which GitHub has shut down', instead: 'ghcr.io' },
  {
    registry: 'quay.io/kubernetes-ingress-controller',
    what: 'which has had no releases since 2020',
    instead: 'registry.k8s.io/ingress-nginx',
  },
]

export default defineRule({
  id: 'image/retired-registry',
  summary: 'An image from a registry that is frozen or gone',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['image-registry-retired'],
  peers: [{ tool: 'kubescape', check: 'C-0253', same: true }],
  when: { pods: true },
  messages: {
    retired: 'Image {image} of container {container} comes from {registry}, {what}.',
  },
  help: 'Pull it from {instead}, or from a mirror of your own.',
  fixable: 'unsafe',
  container(container, at, _template, context) {
    const { image = '', name = '(without a name)' } = container
    const found = retired.find(({ registry }) => image.startsWith(`${registry}/`))
    if (found === undefined) return
    const { registry, what, instead } = found
    const fix = {
      title: `Pull from ${instead}`,
      safe: false,
      edits: [{ at: at.child('image'), text: instead + image.slice(registry.length) }],
    }
    const fixes = registry === 'k8s.gcr.io' || registry === 'gcr.io/google_containers' ? [fix] : []
    context.report({ at: at.child('image'), message: 'retired', data: { image, container: name, registry, what, instead }, fixes })
  },
})

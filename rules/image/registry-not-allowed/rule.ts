import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'image/registry-not-allowed',
  summary: 'An image from a registry that the house does not allow',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['image-registry'],
  peers: [
    { tool: 'trivy', check: 'KSV-0032', same: false, difference: 'One registry, azurecr.io.' },
    { tool: 'trivy', check: 'KSV-0033', same: false, difference: 'One registry, that of Google.' },
    { tool: 'trivy', check: 'KSV-0034', same: false, difference: 'A list of public registries is forbidden.' },
    { tool: 'trivy', check: 'KSV-0035', same: false, difference: 'One registry, that of AWS.' },
    { tool: 'trivy', check: 'KSV-0125', same: false, difference: 'A list of its own.' },
    { tool: 'kubescape', check: 'C-0001', same: false, difference: 'A list of forbidden registries.' },
    { tool: 'kubescape', check: 'C-0078', same: false, difference: 'A list of its own.' },
  ],
  when: { pods: true },
  messages: {
    unnamed:
      'Image {image} of container {container} names no registry: each node pulls it from the one that it is set up with, Docker Hub as a rule.',
    outside: 'Image {image} of container {container} comes from {registry}, which is not among the registries that are allowed.',
  },
  help: 'Copy it to a registry of your own, and name that.',
  options: {
    registries: {
      type: 'array',
      description:
        'Where images may come from: registry.example.com, or registry.example.com/team; without any, every registry that is named',
      items: { type: 'string' },
      default: [],
    },
  },
  container(container, at, _template, context) {
    const { image = '', name = '(without a name)' } = container
    const { registries } = context.options
    if (image === '') return
    const first = image.slice(0, Math.max(0, image.indexOf('/')))
    const isNamed = /[.:]|^localhost$/.test(first)
    const whole = isNamed ? image : `docker.io/${first === '' ? 'library/' : ''}${image}`
    if (registries.length === 0 ? isNamed : registries.some(allowed => whole.startsWith(`${allowed.replace(/\/+$/, '')}/`))) return
    const registry = isNamed ? first : 'docker.io'
    const message = registries.length === 0 ? 'unnamed' : 'outside'
    const help =
      registries.length === 0 ? 'Write the registry before the name, such as docker.io/library/…, or that of your mirror.' : undefined
    context.report({ at: at.child('image'), message, data: { image, container: name, registry }, ...(help !== undefined && { help }) })
  },
})

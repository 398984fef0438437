import { defineRule, FieldRef, nearestName } from '../../kit.ts'
import { controllers } from './annotations.ts'

export default defineRule({
  id: 'service/controller-annotation',
  summary: 'An annotation that an ingress controller does not use as it is written',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ingress-annotation'],
  peers: [],
  when: { kinds: ['Ingress'] },
  messages: {
    unknown: 'Annotation {name} means nothing to {controller}, but {near} does: Ingress {title} is served as if it were not there.',
    value: 'Annotation {name} of Ingress {title} must be {wanted}: {controller} cannot use it as it is.',
  },
  help: 'Write {near}.',
  object(resource, context) {
    if (resource.type.kind !== 'Ingress' || resource.type.group !== 'networking.k8s.io') return
    const title = resource.name ?? ''
    for (const [annotation, value] of Object.entries(resource.object.metadata?.annotations ?? {})) {
      const found = controllers.find(({ prefix }) => annotation.startsWith(prefix))
      if (found === undefined) continue
      const { controller, prefix, names } = found
      const name = annotation.slice(prefix.length)
      const at = new FieldRef(resource, ['metadata', 'annotations', annotation])
      if (!Object.hasOwn(names, name)) {
        const near = nearestName(name, Object.keys(names))
        // what follows these is a name of one's own
        if (near === undefined || /^(?:actions|conditions|router\.tls\.domains)\./.test(name)) continue
        context.report({ at: at.key(), message: 'unknown', data: { name: annotation, controller, near: prefix + near, title } })
        continue
      }
      const [pattern, wanted] = names[name] ?? []
      if (pattern === undefined || wanted === undefined || value === '' || pattern.test(value)) continue
      context.report({ at, message: 'value', data: { name: annotation, controller, wanted, title }, help: `Write ${wanted}.` })
    }
  },
})

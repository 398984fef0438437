import { defineRule, droppedFields, FieldRef, formatFieldPath, gateOfField, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'deprecation/field-not-in-version',
  summary: 'A field that the API server drops, for its feature is off in that version',
  severity: 'warning',
  claim: 'risks',
  stage: 'decode',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['field-not-in-version'],
  peers: [],
  when: { dropped: true },
  messages: {
    dropped:
      'The API server drops {field} of {title}: Kubernetes {version} has it behind the feature gate {gate}, which is off by default.',
  },
  help: 'Remove {name}: no version has it without the gate.',
  object(resource, context) {
    const request = context.request(resource)
    if (request === undefined) return
    for (const dropped of droppedFields(request)) {
      // a volume that goes as a whole goes because of what it is
      const path = valueAt(resource.written, [...dropped, 'image']) === undefined ? dropped : [...dropped, 'image']
      const found = gateOfField(path)
      if (found === undefined) continue
      const { minor } = context.environment.version
      const name = String(path.findLast(step => typeof step === 'string'))
      const isLater = found.onSince !== undefined && found.onSince > minor
      context.report({
        at: new FieldRef(resource, path).key(),
        message: 'dropped',
        data: { field: formatFieldPath(path), name, title: resourceTitle(resource), version: `1.${minor}`, gate: found.gate },
        ...(isLater && { help: `Remove ${name}, or run Kubernetes 1.${found.onSince}, in which the gate is on.` }),
      })
    }
  },
})

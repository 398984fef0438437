import { defineRule, FieldRef, valueAt } from '../../kit.ts'

const fields = [
  ['ingress', 'Ingress'],
  ['egress', 'Egress'],
] as const

export default defineRule({
  id: 'network/ignored-rules',
  summary: 'Rules of a NetworkPolicy for a direction that it does not restrict',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    ignored: 'NetworkPolicy {name} has {field} rules and policyTypes without {type}: they are ignored, and {field} stays open.',
    empty: 'NetworkPolicy {name} has egress: [] and no policyTypes: it restricts ingress alone, and egress stays open.',
  },
  help: 'Add the direction to policyTypes.',
  object(resource, context) {
    if (resource.type.kind !== 'NetworkPolicy') return
    const name = resource.name ?? ''
    const types = valueAt(resource.written, ['spec', 'policyTypes'])
    for (const [field, type] of fields) {
      const rules = valueAt(resource.written, ['spec', field])
      if (!Array.isArray(rules)) continue
      const at = new FieldRef(resource, ['spec', field], 'key')
      if (Array.isArray(types) && types.length > 0) {
        if (!types.includes(type)) context.report({ at, message: 'ignored', data: { name, field, type } })
      } else if (field === 'egress' && rules.length === 0) {
        context.report({ at, message: 'empty', data: { name }, help: 'Add policyTypes: [Ingress, Egress], or [Egress] alone.' })
      }
    }
  },
})

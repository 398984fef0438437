import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/ingress-for-every-host',
  summary: 'An Ingress rule that takes every host',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['ingress-host-wildcard'],
  peers: [{ tool: 'datree', check: 'INGRESS_INCORRECT_HOST_VALUE_PERMISSIVE', same: true }],
  when: { kinds: ['Ingress'] },
  messages: {
    none: 'A rule of Ingress {name} has no host: it takes the requests of every name that no other Ingress claims.',
    wildcard: 'Ingress {name} takes every host: {host} leaves no name to others.',
  },
  help: 'Name the host that the rule is for.',
  object(resource, context) {
    if (resource.type.kind !== 'Ingress') return
    const rules = (valueAt(resource.object, ['spec', 'rules']) ?? []) as readonly { readonly host?: string }[]
    for (const [index, { host = '' }] of rules.entries()) {
      if (host !== '' && host !== '*') continue
      const at = new FieldRef(resource, ['spec', 'rules', index, 'host'])
      context.report({ at, message: host === '' ? 'none' : 'wildcard', data: { name: resource.name ?? '', host } })
    }
  },
})

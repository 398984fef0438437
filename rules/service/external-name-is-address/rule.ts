import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/external-name-is-address',
  summary: 'An ExternalName Service that leads to no name',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['external-name-address'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    address: 'Service {name} is an alias for {target}, an address: DNS aliases lead to names, and no client resolves this.',
  },
  help: 'Make a Service without a selector and an EndpointSlice with the address.',
  object(resource, context) {
    const target = valueAt(resource.object, ['spec', 'externalName'])
    if (resource.type.kind !== 'Service' || valueAt(resource.object, ['spec', 'type']) !== 'ExternalName' || typeof target !== 'string')
      return
    if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(target)) return
    context.report({
      at: new FieldRef(resource, ['spec', 'externalName']),
      message: 'address',
      data: { name: resource.name ?? '', target },
    })
  },
})

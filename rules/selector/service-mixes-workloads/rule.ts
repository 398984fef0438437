import { defineRule, FieldRef, resourceTitle, selectedTemplates } from '../../kit.ts'

export default defineRule({
  id: 'selector/service-mixes-workloads',
  summary: 'A Service that selects the pods of several workloads',
  severity: 'info',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['service-selector-overlap'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    mixed: 'Service {name} selects the pods of {titles}: requests go to either, by chance.',
  },
  help: 'Select a label that only one of them has.',
  object(resource, context) {
    if (resource.type.kind !== 'Service' || resource.namespace === null) return
    const owners = context
      .simulate(selectedTemplates)(resource)
      .filter(({ owner }) => owner.type.kind !== 'Pod' && owner.type.group !== 'batch')
    const names = new Set(owners.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] ?? metadata.labels?.['app'] ?? ''))
    if (owners.length < 2 || names.size < 2) return
    const titles = owners.map(({ owner }) => resourceTitle(owner))
    const shown = titles.length > 3 ? `${titles.slice(0, 3).join(', ')} and ${titles.length - 3} more` : titles.join(' and ')
    const related = owners.slice(0, 3).map(({ metadataAt, owner }) => ({ at: metadataAt.child('labels'), message: resourceTitle(owner) }))
    context.report({
      at: new FieldRef(resource, ['spec', 'selector'], 'key'),
      message: 'mixed',
      data: { name: resource.name ?? '', titles: shown },
      related,
    })
  },
})

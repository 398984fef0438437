import { defineRule } from '../../kit.ts'

interface ResourceField {
  readonly containerName?: string
  readonly resource?: string
}

export default defineRule({
  id: 'reference/resource-field-unset',
  summary: 'A container that is told a limit it does not have',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['ref-resource-field'],
  peers: [],
  when: { pods: true },
  messages: {
    unset:
      'Variable {variable} of container {container} is told {resource}, which {source} does not set: it gets the amount of the whole node instead.',
  },
  help: 'Set {resource} under resources.',
  container(container, at, { spec }, context) {
    for (const [index, { name = '', valueFrom }] of (container.env ?? []).entries()) {
      const field = (valueFrom as { readonly resourceFieldRef?: ResourceField } | undefined)?.resourceFieldRef
      const [list, resource] = field?.resource?.split('.', 2) ?? []
      if (field === undefined || resource === undefined || list !== 'limits') continue
      const source = field.containerName === undefined ? container : spec.containers?.find(other => other.name === field.containerName)
      if (source === undefined || Object.hasOwn(source.resources?.limits ?? {}, resource)) continue
      const data = {
        variable: name,
        container: container.name ?? '(without a name)',
        resource: field.resource!,
        source: source === container ? 'it' : `container ${field.containerName}`,
      }
      context.report({ at: at.child('env', index, 'valueFrom', 'resourceFieldRef', 'resource'), message: 'unset', data })
    }
  },
})

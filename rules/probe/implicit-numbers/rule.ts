import { defineRule, valueAt } from '../../kit.ts'

const numbers = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold']

export default defineRule({
  id: 'probe/implicit-numbers',
  summary: 'A probe whose timing is left to the defaults',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['probe-numbers-explicit'],
  peers: [
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE', same: false, difference: 'The success threshold only.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE', same: false, difference: 'One check for each.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_PERIODSECONDS_VALUE', same: false, difference: 'One check for each.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE', same: false, difference: 'One check for each.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE', same: false, difference: 'One check for each.' },
  ],
  when: { pods: true },
  messages: {
    implicit: 'The {probe} of container {container} leaves {fields} to the defaults.',
  },
  help: 'Write {fields} out, after measuring how long the program takes.',
  container(container, at, { owner }, context) {
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
      if (container[probe] === undefined) continue
      const written = valueAt(owner.written, at.child(probe).path)
      if (typeof written !== 'object' || written === null) continue
      const missing = numbers.filter(field => !Object.hasOwn(written, field))
      if (missing.length === 0) continue
      const data = { probe, container: container.name ?? '(without a name)', fields: missing.join(', ') }
      context.report({ at: at.child(probe).key(), message: 'implicit', data })
    }
  },
})

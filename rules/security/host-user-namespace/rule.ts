import { defineRule, resourceTitle } from '../../kit.ts'

/** The minor from which on user namespaces are on by default. */
const stableSince = 33

export default defineRule({
  id: 'security/host-user-namespace',
  summary: 'A pod that shares the user numbers of its node',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['host-users'],
  peers: [],
  when: { pods: true },
  messages: {
    shared: '{title} shares the user numbers of its node: root in the container is root outside, should it get out.',
  },
  help: 'Set hostUsers: false.',
  pod({ spec, specAt, owner }, context) {
    const needsHost = spec.hostNetwork === true || spec.os?.name === 'windows'
    if (spec.hostUsers !== undefined || needsHost || context.environment.version.minor < stableSince) return
    context.report({ at: specAt.child('hostUsers'), message: 'shared', data: { title: resourceTitle(owner) } })
  },
})

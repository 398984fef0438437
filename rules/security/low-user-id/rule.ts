import { defineRule, resourceTitle } from '../../kit.ts'

const lowest = 10_000

export default defineRule({
  id: 'security/low-user-id',
  summary: 'A user or group number that may also be one of the node',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['all'],
  checks: ['low-uid-gid'],
  peers: [
    { tool: 'trivy', check: 'KSV-0116', same: false, difference: 'Group 0 only; not the user.' },
    {
      tool: 'kube-score',
      check: 'container-security-context-user-group-id',
      same: false,
      difference: 'Also reports numbers that are not set.',
    },
    { tool: 'checkov', check: 'CKV_K8S_40', same: false, difference: 'Also reports numbers that are not set.' },
    { tool: 'trivy', check: 'KSV-0020', same: false, difference: 'Also reports numbers that are not set.' },
    { tool: 'trivy', check: 'KSV-0021', same: false, difference: 'Also reports numbers that are not set.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID', same: true },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID', same: true },
  ],
  when: { pods: true },
  messages: {
    user: '{subject} runs as user {id}, a number that accounts of the node may have too.',
    group: '{subject} runs as group {id}, a number that groups of the node may have too.',
  },
  help: 'Use a number of 10000 or more, or hostUsers: false.',
  pod({ spec, specAt, owner }, context) {
    if (spec.hostUsers === false) return
    const contexts = [
      { at: specAt, written: spec.securityContext, subject: resourceTitle(owner) },
      ...(['initContainers', 'containers'] as const).flatMap(list =>
        (spec[list] ?? []).map((container, index) => ({
          at: specAt.child(list, index),
          written: container.securityContext,
          subject: `Container ${container.name ?? '(without a name)'}`,
        }))
      ),
    ]
    for (const { at, written, subject } of contexts) {
      const { runAsUser, runAsGroup } = written ?? {}
      if (runAsUser !== undefined && runAsUser < lowest)
        context.report({ at: at.child('securityContext', 'runAsUser'), message: 'user', data: { subject, id: runAsUser } })
      if (runAsGroup !== undefined && runAsGroup < lowest)
        context.report({ at: at.child('securityContext', 'runAsGroup'), message: 'group', data: { subject, id: runAsGroup } })
    }
  },
})

import { defineRule, limitRangeDefaults } from '../../kit.ts'

export default defineRule({
  id: 'resource/ephemeral-storage-unbounded',
  summary: 'Disk space of the node that a pod may fill',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['reliability'],
  checks: ['ephemeral-storage'],
  peers: [
    {
      tool: 'kube-score',
      check: 'container-ephemeral-storage-request-equals-limit',
      same: false,
      difference: 'Wants the limit to equal the request.',
    },
    { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', same: false, difference: 'Requests too, volumes not.' },
  ],
  when: { pods: true },
  messages: {
    directory:
      'Volume {volume} is an emptyDir without sizeLimit: it may fill the disk of the node, and the kubelet then evicts pods until there is room.',
    container: 'Container {container} has no limit on ephemeral-storage: its logs and files may fill the disk of the node.',
  },
  help: 'Set sizeLimit on emptyDir volumes, and limits.ephemeral-storage on containers.',
  pod({ spec, specAt, namespace }, context) {
    for (const [index, { name = '', emptyDir }] of (spec.volumes ?? []).entries()) {
      if (emptyDir === undefined || emptyDir === null || emptyDir.sizeLimit !== undefined) continue
      context.report({ at: specAt.child('volumes', index, 'emptyDir'), message: 'directory', data: { volume: name } })
    }
    const defaults = context.simulate(limitRangeDefaults)(namespace)
    if (Object.hasOwn(defaults.limits, 'ephemeral-storage')) return
    for (const [index, container] of (spec.containers ?? []).entries()) {
      if (container.resources?.limits !== undefined && Object.hasOwn(container.resources.limits, 'ephemeral-storage')) continue
      const at = specAt.child('containers', index, 'resources', 'limits', 'ephemeral-storage')
      context.report({ at, message: 'container', data: { container: container.name ?? '(without a name)' } })
    }
  },
})

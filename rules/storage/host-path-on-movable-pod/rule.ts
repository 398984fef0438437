import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'storage/host-path-on-movable-pod',
  summary: 'Data on one node of a pod that may move to another',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['host-path-on-movable-pod'],
  peers: [],
  when: { pods: true },
  messages: {
    moves: 'The data in {path} stay on the node: after the next drain {title} starts on another, with whatever lies there.',
  },
  help: 'Use a PersistentVolumeClaim, or tie the pod to its node with a nodeSelector.',
  pod({ spec, specAt, owner }, context) {
    const { kind } = owner.type
    const pinned = Boolean(spec.nodeName) || Object.keys(spec.nodeSelector ?? {}).length > 0
    if (
      kind === 'DaemonSet' ||
      kind === 'Pod' ||
      pinned ||
      spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined
    )
      return
    for (const [index, { name, hostPath }] of (spec.volumes ?? []).entries()) {
      const path = hostPath?.path
      if (path === undefined || /^\/(?:dev|proc|sys|run|var\/run|etc|lib\/modules|usr)(?:\/|$)/.test(path)) continue
      const writes = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].some(({ volumeMounts = [] }) =>
        volumeMounts.some(mount => mount.name === name && mount.readOnly !== true)
      )
      if (writes)
        context.report({
          at: specAt.child('volumes', index, 'hostPath', 'path'),
          message: 'moves',
          data: { path, title: resourceTitle(owner) },
        })
    }
  },
})

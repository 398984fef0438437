import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'storage/sub-path-never-updates',
  summary: 'A mounted file that never follows its ConfigMap',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['all'],
  checks: ['sub-path-never-updates'],
  peers: [],
  when: { pods: true },
  messages: {
    frozen: '{path} in container {container} stays as it was when the pod started, whatever happens to {kind} {name}.',
  },
  help: 'Mount the whole volume into a directory of its own, or restart the pods when it changes.',
  container(container, at, { spec }, context) {
    for (const [index, { name, subPath, subPathExpr, mountPath = '' }] of (container.volumeMounts ?? []).entries()) {
      if (!subPath && !subPathExpr) continue
      const volume = spec.volumes?.find(candidate => candidate.name === name)
      const source =
        volume?.configMap !== undefined
          ? { kind: 'ConfigMap', name: volume.configMap.name }
          : { kind: 'Secret', name: volume?.secret?.secretName }
      if (source.name === undefined) continue
      const data = { path: mountPath, container: container.name ?? '(without a name)', kind: source.kind, name: source.name }
      context.report({ at: at.child('volumeMounts', index, subPath ? 'subPath' : 'subPathExpr'), message: 'frozen', data })
    }
  },
})

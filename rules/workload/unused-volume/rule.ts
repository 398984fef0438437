import { type Container, defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'workload/unused-volume',
  summary: 'A volume that no container mounts',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['unused-volume'],
  peers: [],
  when: { pods: true },
  messages: {
    unused: 'Volume {volume} is mounted by no container of {title}.',
  },
  help: 'Mount it, or remove it.',
  pod({ spec, specAt, owner }, context) {
    const ephemeral = (spec as { readonly ephemeralContainers?: readonly Container[] }).ephemeralContainers ?? []
    const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...ephemeral]
    const used = new Set(
      containers.flatMap(({ volumeMounts = [], volumeDevices = [] }) => [...volumeMounts, ...volumeDevices].map(({ name }) => name))
    )
    for (const [index, { name }] of (spec.volumes ?? []).entries()) {
      if (name === undefined || used.has(name)) continue
      context.report({ at: specAt.child('volumes', index, 'name'), message: 'unused', data: { volume: name, title: resourceTitle(owner) } })
    }
  },
})

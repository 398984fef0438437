import { type Context, defineRule, type FieldRef, type PodTemplate, type Resource } from '../../kit.ts'

export default defineRule({
  id: 'workload/static-pod-reference',
  summary: 'A static pod that needs something from the API server',
  severity: 'info',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['static-pod'],
  peers: [],
  when: { kinds: ['Pod'] },
  messages: {
    object:
      'Static pod {title} names {kind} {name}: the kubelet starts it without the API server, and refuses those that refer to its objects.',
    file: 'Static pod {title} is told to read {path}, which is in no folder that it mounts: the process ends at once.',
  },
  help: 'Mount what it needs from the node with hostPath.',
  pod(template, context) {
    const { owner, spec, specAt } = template
    if (owner.type.kind !== 'Pod' || !isStatic(owner)) return
    const title = owner.name ?? ''
    const refuse = (at: FieldRef, kind: string, name: string): void =>
      context.report({ at, message: 'object', data: { title, kind, name } })
    const { serviceAccountName = '' } = spec
    if (serviceAccountName !== '') refuse(specAt.child('serviceAccountName'), 'ServiceAccount', serviceAccountName)
    for (const [index, volume] of (spec.volumes ?? []).entries()) {
      const at = specAt.child('volumes', index)
      if (volume.configMap?.name) refuse(at.child('configMap', 'name'), 'ConfigMap', volume.configMap.name)
      if (volume.secret?.secretName) refuse(at.child('secret', 'secretName'), 'Secret', volume.secret.secretName)
      const claim = volume.persistentVolumeClaim?.claimName
      if (claim) refuse(at.child('persistentVolumeClaim', 'claimName'), 'PersistentVolumeClaim', claim)
    }
    reportFiles(template, context)
  },
})

/** Files that flags name, outside of everything that is mounted. */
function reportFiles({ owner, spec, specAt }: PodTemplate, context: Context<'object' | 'file'>): void {
  for (const [c, container] of (spec.containers ?? []).entries()) {
    const mounts = (container.volumeMounts ?? []).flatMap(({ mountPath }) => mountPath ?? [])
    for (const list of ['command', 'args'] as const)
      for (const [index, word] of (container[list] ?? []).entries()) {
        const path = /^--[a-z-]*(?:file|kubeconfig|cert|key)=(\/etc\/\S+|\/var\/\S+)$/.exec(word)?.[1]
        if (path === undefined || mounts.some(mount => path === mount || path.startsWith(`${mount.replace(/\/$/, '')}/`))) continue
        context.report({ at: specAt.child('containers', c, list, index), message: 'file', data: { title: owner.name ?? '', path } })
      }
  }
}

function isStatic({ object, namespace, document }: Resource): boolean {
  const source = object.metadata?.annotations?.['kubernetes.io/config.source']
  return source === 'file' || source === 'http' || (namespace === 'kube-system' && /(?:^|\/)manifests\//.test(document.file.path))
}

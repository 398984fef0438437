import { defineRule } from '../../kit.ts'

/** The first that a path lies in. */
const reasons: readonly (readonly [prefix: string, why: string])[] = [
  ['/', 'the whole node, its credentials and every other pod among it'],
  ['/etc', "the kubelet's configuration, certificates and the accounts of the node lie there"],
  ['/proc', 'kernel settings and the environment of every process lie there'],
  ['/sys', 'settings of the kernel and of devices lie there'],
  ['/root', 'keys and shell history of root lie there'],
  ['/home', 'keys of people who log in lie there'],
  ['/boot', 'the kernel that the node starts next lies there'],
  ['/dev', 'the disks and the memory of the node lie there'],
  ['/var/lib/kubelet', 'the Secrets and tokens of every pod of the node lie there'],
  ['/var/lib/docker', 'the file systems of every container of the node lie there'],
  ['/var/lib/containerd', 'the file systems of every container of the node lie there'],
  ['/var/lib/etcd', 'the state of the whole cluster lies there'],
]

export default defineRule({
  id: 'security/sensitive-host-path',
  summary: 'A directory of the node that gives the node away',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['sensitive-host-path'],
  peers: [
    { tool: 'kubescape', check: 'C-0020', same: false, difference: 'The folders of cloud credentials only.' },
    { tool: 'kube-linter', check: 'sensitive-host-mounts', same: false, difference: 'A list of its own.' },
    { tool: 'kube-linter', check: 'writable-host-mount', same: false, difference: 'Without the list.' },
    { tool: 'kubescape', check: 'C-0045', same: false, difference: 'Writable mounts alone.' },
    { tool: 'datree', check: 'EKS_INVALID_HOSTPATH_MOUNT_READONLY_VALUE', same: false, difference: 'Writable mounts alone.' },
  ],
  when: { pods: true },
  messages: {
    sensitive: 'Volume {volume} hands {path} of the node to the pod: {why}.',
    writable:
      'Container {container} may write to {path} of the node through volume {volume}: what it leaves there outlives the pod and is read by others.',
  },
  help: 'Mount only the file or directory that is needed, with readOnly: true on the volumeMount.',
  pod({ spec, specAt }, context) {
    for (const [index, { name = '', hostPath }] of (spec.volumes ?? []).entries()) {
      if (hostPath?.path === undefined) continue
      const path = hostPath.path.length > 1 ? hostPath.path.replace(/\/+$/, '') || '/' : hostPath.path
      const at = specAt.child('volumes', index, 'hostPath', 'path')
      const why = reasons.find(([prefix]) => path === prefix || (prefix !== '/' && path.startsWith(`${prefix}/`)))?.[1]
      if (why !== undefined) context.report({ at, message: 'sensitive', data: { volume: name, path, why } })
      else {
        const writer = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].find(({ volumeMounts = [] }) =>
          volumeMounts.some(mount => mount.name === name && mount.readOnly !== true)
        )
        if (writer !== undefined)
          context.report({
            at,
            message: 'writable',
            data: { volume: name, path, container: writer.name ?? '' },
            presets: ['security'],
            severity: 'info',
          })
      }
    }
  },
})

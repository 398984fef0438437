import { defineRule, FieldRef, type PodTemplate, type Resource, resourceTitle } from '../../kit.ts'

const hostname = 'kubernetes.io/hostname'
const attachedElsewhere = {
  name: 'attachdetach-controller',
  reason: 'FailedAttachVolume',
  sentence: 'Multi-Attach error for volume "pvc-<uid>" Volume is already used by pod(s) <pod>',
}
const lasting: ReadonlySet<string> = new Set(['Pod', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet'])

export default defineRule({
  id: 'storage/single-node-claim-shared',
  summary: 'A claim for one pod or one node that several pods use',
  severity: 'error',
  claim: 'fails',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['storage-rwo-shared'],
  peers: [],
  when: { kinds: ['PersistentVolumeClaim'] },
  messages: {
    pod: 'PersistentVolumeClaim {name} is for one pod (ReadWriteOncePod), and {pods} pods use it: all but one stay pending.',
    node: '{pods} share PersistentVolumeClaim {name}, whose volume is on one node at a time (ReadWriteOnce): those on other nodes do not start.',
  },
  component: {
    name: 'kube-scheduler',
    reason: 'FailedScheduling',
    sentence: 'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  },
  help: 'Ask for ReadWriteMany, or give each pod a claim of its own.',
  cluster(context) {
    const { cluster } = context
    for (const claim of cluster.ofKind('', 'PersistentVolumeClaim')) {
      const modes = accessModes(claim)
      const users = cluster.podTemplatesIn(claim.namespace ?? '').flatMap(template => userOf(claim, template) ?? [])
      const related = [{ at: new FieldRef(claim, ['spec', 'accessModes']), message: resourceTitle(claim) }]
      const pods = users.reduce((sum, { count }) => sum + count, 0)
      const name = claim.name ?? ''
      if (modes.includes('ReadWriteOncePod') && pods > 1) {
        const last = users.findLast(({ template }) => template.owner.role === 'input')
        if (last !== undefined) context.report({ at: last.at, message: 'pod', data: { name, pods }, related })
      }
      if (modes.some(mode => mode !== 'ReadWriteOnce') || isLocal(cluster.find('storage.k8s.io', 'StorageClass', null, className(claim))))
        continue
      for (const { at, count, template } of users) {
        if (count < 2 || template.owner.role !== 'input' || isOnOneNode(template)) continue
        const data = { name, pods: `The ${count} pods of ${resourceTitle(template.owner)}` }
        context.report({ at, message: 'node', data, related, component: attachedElsewhere, severity: 'warning', claim: 'risks' })
      }
    }
  },
})

interface ClaimSpec {
  readonly accessModes?: readonly string[]
  readonly storageClassName?: string
}

/** A template that names the claim, where, and how many of its pods run at the same time. */
function userOf(
  claim: Resource,
  template: PodTemplate
): { readonly template: PodTemplate; readonly at: FieldRef; readonly count: number } | undefined {
  const { owner, spec, specAt, replicas = 1 } = template
  const { kind } = owner.type
  if (!lasting.has(kind) || (kind === 'Pod' && (spec.restartPolicy ?? 'Always') !== 'Always') || replicas === 0) return undefined
  const index = (spec.volumes ?? []).findIndex(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim.name)
  return index === -1 ? undefined : { template, at: specAt.child('volumes', index, 'persistentVolumeClaim', 'claimName'), count: replicas }
}

function accessModes({ object }: Resource): readonly string[] {
  return (object.spec as ClaimSpec | undefined)?.accessModes ?? []
}

function className({ object }: Resource): string {
  return (object.spec as ClaimSpec | undefined)?.storageClassName ?? ''
}

/** Volumes that lie on a node bring all their pods there. */
function isLocal(storageClass: Resource | undefined): boolean {
  return (storageClass?.object as { readonly provisioner?: string } | undefined)?.provisioner === 'kubernetes.io/no-provisioner'
}

/** Whether the pods ask for one node themselves. */
function isOnOneNode({ spec }: PodTemplate): boolean {
  const together = spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  return (
    Boolean(spec.nodeName) ||
    Object.hasOwn(spec.nodeSelector ?? {}, hostname) ||
    together.some(({ topologyKey }) => topologyKey === hostname)
  )
}

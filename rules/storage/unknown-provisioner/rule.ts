import { type Cluster, defineRule, FieldRef, nearestName } from '../../kit.ts'

export default defineRule({
  id: 'storage/unknown-provisioner',
  summary: 'A StorageClass whose provisioner nothing in the manifests provides',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['unknown-provisioner'],
  peers: [],
  when: { kinds: ['StorageClass'] },
  messages: {
    near: 'Nothing provides {provisioner}, but {near} is there: claims of StorageClass {name} stay pending.',
    absent: 'Nothing in the manifests provides {provisioner}: unless it runs already, claims of StorageClass {name} stay pending.',
  },
  help: 'Name the provisioner that is installed.',
  fixable: 'unsafe',
  object(resource, context) {
    const { provisioner } = resource.object as { readonly provisioner?: string }
    if (resource.type.kind !== 'StorageClass' || provisioner === undefined || provisioner.startsWith('kubernetes.io/')) return
    const known = context.simulate(provisioners)
    if (known.has(provisioner)) return
    const near = nearestName(provisioner, known)
    const at = new FieldRef(resource, ['provisioner'])
    context.report({
      at,
      message: near === undefined ? 'absent' : 'near',
      data: { provisioner, name: resource.name ?? '', near: near ?? '' },
      presets: near !== undefined || (context.environment.world === 'closed' && known.size > 0) ? ['correctness'] : ['recommended'],
      ...(near !== undefined && { help: `Write ${near}.`, fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at, text: near }] }] }),
    })
  },
})

/** Names that something in the cluster answers to. */
function provisioners(cluster: Cluster): ReadonlySet<string> {
  const names = new Set(cluster.ofKind('storage.k8s.io', 'CSIDriver').flatMap(({ name }) => name ?? []))
  for (const { spec } of cluster.podTemplates)
    for (const { env = [], args = [], command = [] } of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
      for (const { name, value } of env) if (name === 'PROVISIONER_NAME' && value) names.add(value)
      for (const word of [...command, ...args]) {
        const named = /^--?(?:provisioner|provisioner-name|driver-name|drivername)=(.+)$/.exec(word)?.[1]
        if (named !== undefined) names.add(named)
      }
    }
  return names
}

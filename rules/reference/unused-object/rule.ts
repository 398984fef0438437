import {
  type Context,
  configReferences,
  customResources,
  defineRule,
  FieldRef,
  type Resource,
  references,
  resourceTitle,
} from '../../kit.ts'

const kinds = ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount']

export default defineRule({
  id: 'reference/unused-object',
  summary: 'A ConfigMap, Secret, claim or account that nothing of the input uses',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['unused-object'],
  peers: [],
  when: { kinds },
  messages: { unused: 'Nothing of the input uses {title}: it is left over, or read by something that asks the API server for it.' },
  help: 'Remove it, or say who reads it in a suppression.',
  cluster(context) {
    const { cluster, report } = context
    if (cluster.podTemplates.length === 0) return
    const used = usedNames(context)
    for (const kind of kinds)
      for (const resource of cluster.ofKind('', kind)) {
        const { role, name, namespace } = resource
        if (role !== 'input' || name === null || isSpecial(resource) || used.has(key(kind, namespace, name))) continue
        report({ at: new FieldRef(resource, ['metadata', 'name']), message: 'unused', data: { title: resourceTitle(resource) } })
      }
  },
})

/** Made for somebody who finds it by label or annotation, or that controllers fill. */
function isSpecial({ object, name, type }: Resource): boolean {
  const { labels = {}, annotations = {}, ownerReferences = [] } = object.metadata ?? {}
  const marked = [...Object.keys(labels), ...Object.keys(annotations)].some(
    text => !/^(?:app|name|app\.kubernetes\.io\/.*|helm\.sh\/chart)$/.test(text)
  )
  const secretType = (object as { readonly type?: string }).type ?? 'Opaque'
  return marked || ownerReferences.length > 0 || name === 'default' || (type.kind === 'Secret' && secretType !== 'Opaque')
}

/** What pods, Ingresses, bindings and the words of custom resources name. */
function usedNames(context: Context<'unused'>): ReadonlySet<string> {
  const { cluster, simulate } = context
  const used = new Set<string>()
  for (const list of simulate(references).values()) for (const { kind, namespace, name } of list) used.add(key(kind, namespace, name))
  for (const template of cluster.podTemplates)
    for (const { kind, name } of configReferences(template)) used.add(key(kind, template.namespace, name))
  for (const account of cluster.ofKind('', 'ServiceAccount')) {
    const { secrets = [], imagePullSecrets = [] } = account.object as Readonly<Record<string, readonly { readonly name?: string }[]>>
    for (const { name = '' } of [...secrets, ...imagePullSecrets]) used.add(key('Secret', account.namespace, name))
  }
  for (const kind of ['RoleBinding', 'ClusterRoleBinding'])
    for (const { object, namespace: own } of cluster.ofKind('rbac.authorization.k8s.io', kind)) {
      const { subjects = [] } = object as { readonly subjects?: readonly { readonly name?: string; readonly namespace?: string }[] }
      for (const { name = '', namespace } of subjects) used.add(key('ServiceAccount', namespace ?? own, name))
    }
  const custom = [...customResources(context), ...cluster.resources.filter(({ type }) => type.custom !== undefined)]
  for (const resource of custom)
    for (const word of wordsOf(resource.object)) for (const kind of kinds) used.add(key(kind, resource.namespace, word))
  return used
}

/** Every text of an object. */
function wordsOf(object: unknown): readonly string[] {
  const words: string[] = []
  const waiting: unknown[] = [object]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') words.push(value)
    else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) waiting.push(member)
  }
  return words
}

function key(kind: string, namespace: string | null, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`
}

import { defineRule, FieldRef, type Resource, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'api/applied-too-early',
  summary: 'An object that stands before what it needs',
  severity: 'warning',
  claim: 'risks',
  stage: 'admit',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['apply-order'],
  peers: [],
  when: { kinds: ['Namespace', 'CustomResourceDefinition'] },
  messages: {
    namespace: '{title} stands before its Namespace {namespace}: kubectl apply sends it first, and a fresh cluster refuses it.',
    definition:
      '{title} stands before the definition of its kind: kubectl apply sends it first, and a fresh cluster does not know the kind yet.',
  },
  help: 'Move {needed} to the front of the file.',
  cluster(context) {
    if (context.environment.world === 'closed') return
    const namespaces = firstBy(context.cluster.ofKind('', 'Namespace'), ({ name }) => name ?? undefined)
    const definitions = firstBy(context.cluster.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition'), ({ object }) => {
      const { group, names } = (valueAt(object, ['spec']) ?? {}) as { readonly group?: string; readonly names?: { readonly kind?: string } }
      return `${names?.kind}.${group}`
    })
    const reported = new Set<Resource>()
    for (const resource of context.cluster.resources) {
      if (resource.role !== 'input') continue
      const { type, namespace } = resource
      const home = namespace === null ? undefined : namespaces.get(namespace)
      const definition = definitions.get(`${type.kind}.${type.group}`)
      for (const [needed, message] of [
        [home, 'namespace'],
        [definition, 'definition'],
      ] as const) {
        if (
          needed === undefined ||
          needed.document.file !== resource.document.file ||
          needed.order < resource.order ||
          reported.has(needed)
        )
          continue
        reported.add(needed)
        context.report({
          at: message === 'namespace' ? new FieldRef(resource, ['metadata', 'namespace']) : new FieldRef(resource, ['kind']),
          message,
          data: { title: resourceTitle(resource), namespace: namespace ?? '', needed: resourceTitle(needed) },
          related: [{ at: new FieldRef(needed, ['metadata', 'name']), message: `${resourceTitle(needed)} comes later` }],
        })
      }
    }
  },
})

function firstBy(resources: readonly Resource[], key: (resource: Resource) => string | undefined): ReadonlyMap<string, Resource> {
  const first = new Map<string, Resource>()
  for (const resource of resources) {
    const name = key(resource)
    if (name !== undefined && resource.role === 'input' && !first.has(name)) first.set(name, resource)
  }
  return first
}

import { defineRule, FieldRef, type Resource, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'api/object-defined-twice',
  summary: 'An object that is defined twice',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['duplicate-object'],
  peers: [],
  when: { objects: true },
  messages: {
    twice: '{title} is defined twice: the later definition wins, and the one before it is lost.',
  },
  help: 'Remove one of the two, or give it another name.',
  cluster(context) {
    const first = new Map<string, Resource>()
    for (const { declarations } of context.documents)
      for (const { resource } of declarations) {
        if (resource === undefined || resource.name === null) continue
        const { type, namespace, name } = resource
        const key = `${type.kind}.${type.group}/${namespace ?? ''}/${name}`
        const before = first.get(key)
        first.set(key, resource)
        if (before === undefined || !together(before, resource)) continue
        context.report({
          at: new FieldRef(resource, ['metadata', 'name']),
          message: 'twice',
          data: { title: resourceTitle(resource) },
          related: [{ at: new FieldRef(before, ['metadata', 'name']), message: 'defined here first' }],
        })
      }
  },
})

/** Whether both are applied together: they stand in one directory. */
function together(a: Resource, b: Resource): boolean {
  return folder(a) === folder(b)
}

function folder({ document }: Resource): string {
  const { path } = document.file
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

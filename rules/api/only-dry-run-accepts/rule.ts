import {
  defineRule,
  type FieldPath,
  FieldRef,
  type FixProposal,
  type Resource,
  removeEntry,
  resourceTitle,
  valueAt,
  writtenValue,
} from '../../kit.ts'

const lowestNodePort = 30_000
const highestNodePort = 32_767
const range = `${lowestNodePort}-${highestNodePort}`

export default defineRule({
  id: 'api/only-dry-run-accepts',
  summary: 'A value that a dry run lets pass and a real create does not',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['nodeport-range'],
  peers: [],
  when: { kinds: ['Service'], fields: ['resourceVersion'] },
  messages: {
    version: '{title} cannot be created: it names the version of an object that is stored already.',
    port: '{title} gets no port {port} on the nodes: the range is {range}.',
  },
  help: 'Remove metadata.resourceVersion, and whatever else `kubectl get` has added.',
  component: { name: 'kube-apiserver', sentence: 'resourceVersion should not be set on objects to be created' },
  fixable: 'unsafe',
  object(resource, context) {
    const title = resourceTitle(resource)
    const version = valueAt(resource.object, ['metadata', 'resourceVersion'])
    if (context.request(resource)?.operation === 'create' && typeof version === 'string' && version !== '' && version !== '0')
      context.report({
        at: new FieldRef(resource, ['metadata', 'resourceVersion'], 'key'),
        message: 'version',
        data: { title },
        fixes: [withoutServerFields(resource)],
      })
    for (const { path, port } of nodePortsOf(resource))
      context.report({
        at: new FieldRef(resource, path),
        message: 'port',
        data: { title, port, range },
        help: `Write a port from ${lowestNodePort} to ${highestNodePort}, or leave nodePort out and be given one.`,
        component: { sentence: `Invalid value: ${port}: provided port is not in the valid range. The range of valid ports is ${range}` },
      })
  },
})

/** Takes out what the server has set. */
function withoutServerFields(resource: Resource): FixProposal {
  const names = ['resourceVersion', 'uid', 'generation', 'selfLink', 'managedFields']
  const written = names.filter(name => writtenValue(resource, ['metadata', name]) !== undefined)
  const edits = written.flatMap(name => removeEntry(new FieldRef(resource, ['metadata', name]), false)?.edits ?? [])
  return { title: `Remove ${written.join(', ')}`, safe: false, edits }
}

/** The ports of the nodes that a Service asks for and no cluster with the usual range gives. */
function nodePortsOf({ type, object }: Resource): readonly { path: FieldPath; port: number }[] {
  if (type.kind !== 'Service' || type.group !== '') return []
  const ports = valueAt(object, ['spec', 'ports'])
  const paths: FieldPath[] = (Array.isArray(ports) ? ports : []).map((_, index) => ['spec', 'ports', index, 'nodePort'])
  return [...paths, ['spec', 'healthCheckNodePort']].flatMap(path => {
    const port = valueAt(object, path)
    const isOutside = typeof port === 'number' && port > 0 && port <= 65_535 && (port < lowestNodePort || port > highestNodePort)
    return isOutside ? [{ path, port }] : []
  })
}

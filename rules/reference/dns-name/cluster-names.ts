import { type Cluster, type Container, FieldRef } from '../../kit.ts'

/** A name of the form `[pod.]service.namespace.svc[.cluster.local]`, and where it is written. */
export interface ClusterName {
  readonly host: string
  readonly pod?: string
  readonly service: string
  readonly namespace: string
  readonly at: FieldRef
}

/** The cluster DNS names in environments, arguments and ConfigMaps of the input. */
export function* clusterNames(cluster: Cluster): Generator<ClusterName> {
  for (const { owner, spec, specAt } of cluster.podTemplates) {
    if (owner.role !== 'input') continue
    for (const list of ['initContainers', 'containers'] as const)
      for (const [index, container] of (spec[list] ?? []).entries()) yield* ofContainer(container, specAt.child(list, index))
  }
  for (const resource of cluster.ofKind('', 'ConfigMap')) {
    if (resource.role !== 'input') continue
    const { data = {} } = resource.object as { readonly data?: Readonly<Record<string, string>> }
    for (const [key, text] of Object.entries(data)) yield* inText(text, new FieldRef(resource, ['data', key]))
  }
}

function* ofContainer({ env = [], args = [], command = [] }: Container, at: FieldRef): Generator<ClusterName> {
  for (const [index, { value }] of env.entries()) if (value) yield* inText(value, at.child('env', index, 'value'))
  for (const [index, word] of command.entries()) yield* inText(word, at.child('command', index))
  for (const [index, word] of args.entries()) yield* inText(word, at.child('args', index))
}

const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/

function* inText(text: string, at: FieldRef): Generator<ClusterName> {
  if (!text.includes('.svc')) return
  // a placeholder makes the name another one
  for (const [token] of text.matchAll(/[^\s"'`,;/@:=()[\]<>|\\]+/g)) {
    const host = token.endsWith('.') ? token.slice(0, -1) : token
    const steps = host.split('.')
    const end = steps.indexOf('svc')
    if (end !== 2 && end !== 3) continue
    const rest = steps.slice(end + 1).join('.')
    if ((rest !== '' && rest !== 'cluster.local') || !steps.slice(0, end).every(step => label.test(step))) continue
    const [namespace = '', service = '', pod] = steps.slice(0, end).reverse()
    yield { host, service, namespace, at, ...(pod !== undefined && { pod }) }
  }
}

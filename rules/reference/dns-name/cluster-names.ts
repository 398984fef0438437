import { type Cluster, type Container, type FieldPath, FieldRef } from '../../kit.ts'

/** A name of the form `[pod.]service.namespace.svc[.cluster.local]`, and where it is written. */
export interface ClusterName {
  readonly host: string
  readonly pod?: string
  readonly service: string
  readonly namespace: string
  readonly at: FieldRef
}

/** The cluster DNS names in environments, arguments and ConfigMaps of the input. */
export function clusterNames(cluster: Cluster): readonly ClusterName[] {
  const found: ClusterName[] = []
  for (const { owner, spec, specAt } of cluster.podTemplates) {
    if (owner.role !== 'input') continue
    for (const list of ['initContainers', 'containers'] as const) {
      const containers = spec[list]
      if (containers === undefined) continue
      for (let c = 0; c < containers.length; c++) addOfContainer(containers[c]!, (...steps) => specAt.child(list, c, ...steps), found)
    }
  }
  for (const resource of cluster.ofKind('', 'ConfigMap')) {
    if (resource.role !== 'input') continue
    const { data } = resource.object as { readonly data?: Readonly<Record<string, string>> }
    if (data === undefined) continue
    for (const key of Object.keys(data)) if (mayName(data[key]!)) addNames(data[key]!, new FieldRef(resource, ['data', key]), found)
  }
  return found
}

function addOfContainer(
  { env = [], args = [], command = [] }: Container,
  at: (...steps: FieldPath) => FieldRef,
  found: ClusterName[]
): void {
  for (let i = 0; i < env.length; i++) {
    const { value } = env[i]!
    if (value && mayName(value)) addNames(value, at('env', i, 'value'), found)
  }
  for (let i = 0; i < command.length; i++) if (mayName(command[i]!)) addNames(command[i]!, at('command', i), found)
  for (let i = 0; i < args.length; i++) if (mayName(args[i]!)) addNames(args[i]!, at('args', i), found)
}

function mayName(text: string): boolean {
  return text.includes('.svc')
}

const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/

function addNames(text: string, at: FieldRef, found: ClusterName[]): void {
  // a placeholder makes the name another one
  for (const [token] of text.matchAll(/[^\s"'`,;/@:=()[\]<>|\\]+/g)) {
    const host = token.endsWith('.') ? token.slice(0, -1) : token
    const steps = host.split('.')
    const end = steps.indexOf('svc')
    if (end !== 2 && end !== 3) continue
    const rest = steps.slice(end + 1).join('.')
    if ((rest !== '' && rest !== 'cluster.local') || !steps.slice(0, end).every(step => label.test(step))) continue
    const [namespace = '', service = '', pod] = steps.slice(0, end).reverse()
    found.push({ host, service, namespace, at, ...(pod !== undefined && { pod }) })
  }
}

import type { Declaration } from '../cluster/declaration.ts'
import { apiGroup } from '../k8s/api-group.ts'
import { valueAt } from '../k8s/field-path.ts'
import type { Context } from './rule.ts'

/** Where the pods of the control plane are, which nobody declares. */
const controlPlaneNamespace = 'kube-system'
/** Custom resources that make objects in other namespaces than their own. */
const deploysElsewhere: ReadonlySet<string> = new Set(['Application', 'ApplicationSet', 'HelmChart', 'HelmRelease', 'Kustomization'])
/** Groups whose custom resources configure something and make no pods of their own. */
const makesNoPods: ReadonlySet<string> = new Set([
  'cert-manager.io',
  'external-secrets.io',
  'bitnami.com',
  'networking.istio.io',
  'security.istio.io',
  'gateway.networking.k8s.io',
  'snapshot.storage.k8s.io',
  'traefik.io',
  'metallb.io',
])
const monitors: ReadonlySet<string> = new Set(['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Probe'])

const known = new WeakMap<readonly Declaration[], ReadonlySet<string>>()
/** Stands for every namespace. */
const anywhere = ''

/** Whether the set seems to declare every workload of a namespace: it has some, and no custom resource there that may make more. */
export function declaresAllPods({ cluster, custom }: Context<string>, namespace: string): boolean {
  if (namespace === controlPlaneNamespace || cluster.podTemplatesIn(namespace).length === 0) return false
  const namespaces = known.get(custom) ?? new Set(custom.flatMap(declaration => namespaceOfMorePods(declaration) ?? []))
  known.set(custom, namespaces)
  return !namespaces.has(anywhere) && !namespaces.has(namespace)
}

function namespaceOfMorePods({ resource, document, root, apiVersion = '', kind = '' }: Declaration): string | undefined {
  if (monitors.has(kind) || makesNoPods.has(apiGroup(apiVersion))) return undefined
  if (deploysElsewhere.has(kind)) return anywhere
  if (resource !== undefined) return resource.namespace ?? anywhere
  // without a namespace it may be cluster-scoped, and act anywhere
  const written = valueAt(document.partial ?? document.value, [...root, 'metadata', 'namespace'])
  return typeof written === 'string' ? written : anywhere
}

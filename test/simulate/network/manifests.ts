import { reach } from '../../../src/index.ts'

type Job = Parameters<typeof reach>[0]

/** What `reach` says to manifests in one file. */
export function reachOf(text: string, job: Partial<Job> = {}): ReturnType<typeof reach> {
  return reach({ inputs: [{ path: 'net.yaml', text }], ...job })
}

/** A namespace with labels. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return document({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
}

/** A pod with labels, and ports by name. */
export function pod(name: string, labels: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): string {
  const [where, own] = name.split('/') as [string, string]
  const { ports = [], status, ...spec } = more
  return document({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: own, namespace: where, labels },
    spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1.0', ports }], ...spec },
    ...(status === undefined ? {} : { status }),
  })
}

/** A NetworkPolicy. */
export function policy(name: string, spec: unknown): string {
  const [where, own] = name.split('/')
  return document({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: own, namespace: where }, spec })
}

/** A ClusterNetworkPolicy. */
export function clusterPolicy(name: string, spec: unknown): string {
  return document({ apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name }, spec })
}

/** An object as one document: JSON is YAML. */
export function document(object: unknown): string {
  return `---\n${JSON.stringify(object)}\n`
}

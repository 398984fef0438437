import type { Cluster } from '../../cluster/cluster.ts'

/** Network plug-ins whose reading of what the API leaves open is known; `generic` stands for any other. */
export type NetworkPlugin = 'generic' | 'calico' | 'cilium' | 'flannel' | 'none'

/** Answers to what the API leaves open. */
export interface Assumptions {
  /** Whether an ipBlock selects pods that have an address of it. */
  readonly ipBlockSelectsPods: 'yes' | 'no' | 'unknown'
  /** Whether a pod on its node's network counts as a pod or as the node. */
  readonly hostNetworkPods: 'pod' | 'node' | 'unknown'
}

/** Which plug-in is taken for granted, and what follows. */
export interface NetworkProfile {
  readonly plugin: NetworkPlugin
  readonly assumptions: Assumptions
  /** Whether anything enforces policies. */
  readonly enforced: boolean
}

const byPlugin: Readonly<Record<NetworkPlugin, Assumptions>> = {
  generic: { ipBlockSelectsPods: 'unknown', hostNetworkPods: 'unknown' },
  calico: { ipBlockSelectsPods: 'yes', hostNetworkPods: 'node' },
  cilium: { ipBlockSelectsPods: 'no', hostNetworkPods: 'node' },
  flannel: { ipBlockSelectsPods: 'unknown', hostNetworkPods: 'unknown' },
  none: { ipBlockSelectsPods: 'unknown', hostNetworkPods: 'unknown' },
}

/** What is assumed: by the plug-in that is named, else by the one that the input installs, and by single answers before all. */
export function networkProfile(cluster: Cluster, named: NetworkPlugin | undefined, answers: Partial<Assumptions>): NetworkProfile {
  const plugin = named ?? installedPlugin(cluster) ?? 'generic'
  return { plugin, assumptions: { ...byPlugin[plugin], ...answers }, enforced: plugin !== 'flannel' && plugin !== 'none' }
}

/** Names of the DaemonSets that plug-ins run on every node; the first that is found counts. */
const agents: readonly (readonly [name: string, plugin: NetworkPlugin])[] = [
  ['cilium', 'cilium'],
  ['calico-node', 'calico'],
  ['canal', 'calico'],
]
/** What enforces policies beside a plug-in that does not. */
const enforcers: ReadonlySet<string> = new Set(['kube-network-policies', 'kube-router', 'calico-node', 'cilium', 'antrea-agent'])

function installedPlugin(cluster: Cluster): NetworkPlugin | undefined {
  const names = new Set(cluster.ofKind('apps', 'DaemonSet').map(({ name }) => name))
  const found = agents.find(([name]) => names.has(name))
  if (found !== undefined) return found[1]
  const isFlannel = names.has('kube-flannel-ds') || names.has('kube-flannel')
  return isFlannel && ![...enforcers].some(name => names.has(name)) ? 'flannel' : undefined
}

import type { Cluster } from '../../cluster/cluster.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { Network } from './network.ts'
import { inputRules } from './rule-destinations.ts'
import { listIn, numberIn, objectIn, textIn } from './unchecked.ts'

/** What a NetworkPolicy asks for and the network plug-in of the input does not do. */
export interface PluginLimit {
  readonly policy: CompiledPolicy['policy']
  readonly at: FieldRef
  /** `ranges`: ranges of ports; `sctp`: a protocol that is to be turned on. */
  readonly kind: 'ranges' | 'sctp'
  readonly agent: Resource
  /** `1.15` */
  readonly version: string
}

/** The first version of Cilium that knows ranges of ports in policies. */
const firstWithRanges = 16

/** Ports of the input's NetworkPolicies that the Cilium of the same input does not heed. */
export function pluginLimits(network: Network): readonly PluginLimit[] {
  const { cluster } = network
  const agent = cluster.ofKind('apps', 'DaemonSet').find(({ name }) => name === 'cilium')
  if (agent === undefined) return []
  const minor = minorOf(agent)
  const lacksSctp = !hasSctp(cluster, agent.namespace)
  return [...inputRules(network)].flatMap(([{ policy }, , { rule }]) =>
    listIn(valueAt(rule.at.resource.object, rule.at.path), 'ports').flatMap((port, i): readonly PluginLimit[] => {
      const at = rule.at.child('ports', i)
      const [first, last] = [numberIn(port, 'port'), numberIn(port, 'endPort')]
      const found = { policy, agent, version: `1.${minor}` }
      if (last !== undefined && last !== first && minor !== undefined && minor < firstWithRanges)
        return [{ ...found, kind: 'ranges', at: at.child('endPort') }]
      return textIn(port, 'protocol') === 'SCTP' && lacksSctp ? [{ ...found, kind: 'sctp', at: at.child('protocol') }] : []
    })
  )
}

function minorOf({ object }: Resource): number | undefined {
  const images = listIn(valueAt(object, ['spec', 'template', 'spec']), 'containers').map(container => textIn(container, 'image') ?? '')
  const found = images.map(image => /cilium[^:]*:v1\.(\d{1,3})\b/.exec(image)?.[1]).find(text => text !== undefined)
  return found === undefined ? undefined : Number(found)
}

/** Whether the configuration beside the agent turns SCTP on; where there is none, nobody knows. */
function hasSctp(cluster: Cluster, namespace: string | null): boolean {
  const config = cluster.find('', 'ConfigMap', namespace, 'cilium-config')
  return config === undefined || textIn(objectIn(config.object, 'data'), 'enable-sctp') === 'true'
}

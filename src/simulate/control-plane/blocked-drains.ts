import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { Resource } from '../../cluster/resource.ts'
import { drain } from './drain.ts'
import type { Answer } from './settled-facts.ts'
import { Simulation } from './simulation.ts'

/** Each node is drained in a control plane of its own, so that large clusters are not tried. */
const maxNodes = 20
const maxPods = 2000

/** A node that cannot be drained, or whose pods find no other. */
export interface BlockedDrain {
  readonly node: Resource
  readonly answer: Answer
}

/** The nodes whose drain, each alone, does not end well; of clusters with a single node none is expected to. */
export function blockedDrains(cluster: Cluster, environment: Environment): readonly BlockedDrain[] {
  const nodes = cluster.ofKind('', 'Node')
  const pods = cluster.podTemplates.reduce((sum, { replicas = nodes.length }) => sum + replicas, 0)
  if (nodes.length < 2 || nodes.length > maxNodes || pods > maxPods) return []
  return nodes.flatMap(node => {
    const simulation = new Simulation(cluster, environment, { arrival: 'one-by-one', pick: 'first' }).run()
    const answer = drain(simulation, node.name ?? '')
    return answer.answer === 'ends' || answer.answer === 'unknown' ? [] : [{ node, answer }]
  })
}

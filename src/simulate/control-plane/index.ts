import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Assumption, SimulationOptions, SimulationOutcome } from './outcome.ts'
import { nodeAssumptions, nodeUsages, podStates } from './settled-state.ts'
import { maxPlacedPods, Simulation } from './simulation.ts'
import { workloadStates } from './workload-states.ts'

export type * from './outcome.ts'
export { scheduling } from './scheduling.ts'

/** What the control plane does with a set, until nothing changes any more. */
export function simulateControlPlane(cluster: Cluster, environment: Environment, options: SimulationOptions): SimulationOutcome {
  const simulation = new Simulation(cluster, environment, { ...options, pick: 'first' }).run()
  const { groups, sources, snapshot, recorder } = simulation
  return {
    assumptions: [...nodeAssumptions(snapshot.nodes, sources), ...boundAssumption(simulation)],
    decisions: recorder.decisions.entries,
    pods: podStates(groups),
    nodes: nodeUsages(snapshot.nodes),
    events: recorder.events.entries,
    ...workloadStates(cluster, sources, groups),
  }
}

function boundAssumption({ cutShortAt }: Simulation): readonly Assumption[] {
  if (cutShortAt === undefined) return []
  return [{ message: `only the first ${maxPlacedPods} pods are given a node`, at: new FieldRef(cutShortAt.resource) }]
}

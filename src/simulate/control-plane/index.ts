import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { lastDefinitions } from '../../cluster/sets/last-definitions.ts'
import { aftermath } from './aftermath.ts'
import { drain } from './drain.ts'
import { howMany } from './how-many.ts'
import type { Assumption, SimulationOptions, SimulationOutcome } from './outcome.ts'
import { withRemedies } from './remedies/remedies.ts'
import { quotaStates } from './resource-quotas.ts'
import { maxPlacedPods } from './scheduling-loop.ts'
import { nodeAssumptions, nodeUsages, podStates } from './settled-state.ts'
import { Simulation } from './simulation.ts'
import { workloadStates } from './workload-states.ts'

export type * from './outcome.ts'
export { scheduling } from './scheduling.ts'
export type * from './settled-facts.ts'

/** What the control plane does with a set, until nothing changes any more. */
export function simulateControlPlane(cluster: Cluster, environment: Environment, options: SimulationOptions): SimulationOutcome {
  const served = environment.startOver?.()
  const run = (server: ServedCluster | undefined): Simulation =>
    new Simulation(cluster, environment, { ...options, pick: 'first' }, server).run()
  return outcomeOf(run(served), options, served, () => run(environment.startOver?.()))
}

/** What the control plane does with the objects of a state before, and then with the set that takes their place. */
export function simulateUpdate(
  before: readonly Resource[],
  cluster: Cluster,
  environment: Environment,
  options: SimulationOptions
): { readonly before: SimulationOutcome; readonly after: SimulationOutcome } {
  const given = cluster.resources.filter(({ role }) => role === 'cluster')
  const first = new Cluster(lastDefinitions([...given, ...before]))
  const served = environment.startOver?.()
  const run = (server: ServedCluster | undefined): Simulation =>
    new Simulation(first, environment, { ...options, pick: 'first' }, server, before).run()
  const again = (): Simulation => run(environment.startOver?.())
  const simulation = run(served)
  const old = outcomeOf(simulation, options, served, again)
  const after = outcomeOf(simulation.update(cluster, environment), options, served, () => again().update(cluster, environment))
  return { before: old, after: { ...after, decisions: after.decisions.slice(old.decisions.length) } }
}

/** What one run has come to so far; each question is asked of a run like it. */
function outcomeOf(
  simulation: Simulation,
  options: SimulationOptions,
  served: ServedCluster | undefined,
  again: () => Simulation
): SimulationOutcome {
  const { pods, snapshot, recorder, workloads, settledCluster: cluster, answered } = simulation
  const { groups } = pods
  const { events, ...after } = aftermath(cluster, answered, simulation, options)
  for (const event of events) recorder.events.add(event)
  const outcome = {
    ...after,
    assumptions: [...nodeAssumptions(snapshot.nodes, groups), ...boundAssumption(simulation), ...sampleAssumption(simulation)],
    decisions: withRemedies([...recorder.decisions.entries], simulation, answered.world),
    pods: podStates(groups),
    nodes: nodeUsages(snapshot.nodes),
    events: recorder.events.entries,
    persistentVolumeClaims: snapshot.volumes.claimStates(),
    persistentVolumes: snapshot.volumes.volumeStates(),
    resourceClaims: snapshot.devices.states(),
    resourceQuotas: served === undefined ? [] : quotaStates(cluster, served, answered.version),
    ...(served !== undefined && { requests: [...simulation.requests] }),
    ...workloadStates(workloads.controllers, workloads),
  }
  const replicas = (options.howMany ?? []).map(workload => howMany(again(), workload))
  return { ...outcome, answers: [...replicas, ...(options.drain === undefined ? [] : [drain(simulation, options.drain)])] }
}

function sampleAssumption({
  scheduler: {
    cycles: { hadSamples },
  },
  snapshot: { nodes },
}: Simulation): readonly Assumption[] {
  if (!hadSamples || nodes[0] === undefined) return []
  const message = `of the ${nodes.length} nodes the scheduler looks at some only: candidates are the nodes that it may reach`
  return [{ message, at: new FieldRef(nodes[0].resource) }]
}

function boundAssumption({ scheduler: { cutShortAt } }: Simulation): readonly Assumption[] {
  if (cutShortAt === undefined) return []
  return [{ message: `only the first ${maxPlacedPods} pods are given a node`, at: new FieldRef(cutShortAt.resource) }]
}

import type { Declaration } from './cluster/declaration.ts'
import type { Resource } from './cluster/resource.ts'
import type { ObjectName } from './config/settings.ts'
import { type Settings, UsageError } from './config/settings.ts'
import { declareAll, withConfigurations } from './declare-job.ts'
import { withField } from './load/set-fields.ts'
import type { Job, SimulateOutcome } from './outcome.ts'
import { applySet, clusterAfter } from './pipeline.ts'
import { overLimits, type ReadJob, readJob } from './read-job.ts'

/** What controllers create while a control plane is simulated. */
const controlledKinds = [
  ['v1', 'Pod'],
  ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'ReplicaSet'],
] as const

/** Plays the declared set through the control plane: what is refused, where each pod lands, what stays pending; from the state before, where there is one. What every node says is kept about the pods of `explained`. */
export async function simulate(job: Job, settings: Settings, explained?: ObjectName): Promise<SimulateOutcome> {
  const read = withFields(await readJob(job, settings), settings)
  const { declared, troubles } = await withConfigurations(
    await declareAll(read, settings, false, controlledKinds),
    read.clusterConfigurations,
    read.configurations
  )
  const serverSettings = { ...settings, asServer: true }
  const set = applySet({ name: '.', declarations: declared.input }, { ...declared, before: [] }, serverSettings, { stores: true })
  const { simulateControlPlane, simulateUpdate } = await import('./simulate/control-plane/index.ts')
  const options = {
    arrival: settings.arrival,
    detail: settings.detail,
    placements: job.placements ?? [],
    ...(explained !== undefined && { explained }),
    ...(settings.drain !== undefined && { drain: settings.drain }),
    ...(settings.howMany !== undefined && { howMany: settings.howMany }),
  }
  const unchecked = [...(job.unchecked ?? []), ...overLimits(read.documents), ...overLimits(read.before), ...troubles]
  const cluster = clusterAfter(set, declared)
  if (job.from === undefined) {
    const simulation = simulateControlPlane(cluster, set.environment, options)
    return { settings, set: { ...set, requests: simulation.requests ?? set.requests }, simulation, unchecked }
  }
  const before = declared.before.map((resource): Resource => ({ ...resource, role: 'input' }))
  const states = simulateUpdate(before, cluster, set.environment, options)
  const requests = states.after.requests ?? set.requests
  return {
    settings,
    set: { ...set, requests },
    simulation: states.after,
    before: { set: { ...set, declarations: before.map(declarationOf), requests: states.before.requests ?? [] }, simulation: states.before },
    unchecked,
  }
}

/** What is read, with the fields changed that `--set` names. */
function withFields(read: ReadJob, { set = [], namespace }: Settings): ReadJob {
  let { documents } = read
  for (const change of set) {
    const changed = withField(documents, change, namespace)
    if (changed === undefined) throw new UsageError(`--set ${change.text}: the input has no such object, or no place for such a field.`)
    documents = changed
  }
  return { ...read, documents }
}

function declarationOf(resource: Resource): Declaration {
  const { type, namespace, name, document, root } = resource
  const named = { apiVersion: type.apiVersion, kind: type.kind, ...(namespace !== null && { namespace }), ...(name !== null && { name }) }
  return { document, root, resource, ...named }
}

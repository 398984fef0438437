import type { Declaration } from './cluster/declaration.ts'
import type { Resource } from './cluster/resource.ts'
import type { Settings } from './config/settings.ts'
import type { Job, SimulateOutcome } from './outcome.ts'
import { applySet, clusterAfter, declareAll } from './pipeline.ts'
import { overLimits, readJob } from './read-job.ts'

/** What controllers create while a control plane is simulated. */
const controlledKinds = [
  ['v1', 'Pod'],
  ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'ReplicaSet'],
] as const

/** Plays the declared set through the control plane: what is refused, where each pod lands, what stays pending; from the state before, where there is one. */
export async function simulate(job: Job, settings: Settings): Promise<SimulateOutcome> {
  const read = readJob(job, settings)
  const declared = await declareAll(read, settings, false, controlledKinds)
  const serverSettings = { ...settings, asServer: true }
  const set = applySet({ name: '.', declarations: declared.input }, { ...declared, before: [] }, serverSettings, { stores: true })
  const { simulateControlPlane, simulateUpdate } = await import('./simulate/control-plane/index.ts')
  const options = {
    arrival: settings.arrival,
    detail: settings.detail,
    placements: job.placements ?? [],
    ...(settings.drain !== undefined && { drain: settings.drain }),
  }
  const unchecked = [...(job.unchecked ?? []), ...overLimits(read.documents), ...overLimits(read.before)]
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

function declarationOf(resource: Resource): Declaration {
  const { type, namespace, name, document, root } = resource
  const named = { apiVersion: type.apiVersion, kind: type.kind, ...(namespace !== null && { namespace }), ...(name !== null && { name }) }
  return { document, root, resource, ...named }
}

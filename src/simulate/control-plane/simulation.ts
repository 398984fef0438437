import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { accepted, type Request } from '../../cluster/request.ts'
import type { Resource } from '../../cluster/resource.ts'
import { lastDefinitions } from '../../cluster/sets/last-definitions.ts'
import type { PriorityClass } from '../../k8s/types.ts'
import { autoscaledReplicas } from '../autoscaling/index.ts'
import type { WorkloadController } from '../rollout/index.ts'
import type { Snapshot } from '../scheduler/index.ts'
import { autoscalingView } from './aftermath.ts'
import { appliedObjects, arrivals, bearsOnPods, countVolumeObjects, newSnapshot, storedObjects } from './arrivals.ts'
import { DeviceWork } from './device-work.ts'
import { disruptionBudgets } from './disruption-budgets.ts'
import { NodeWork } from './node-work.ts'
import { Placements } from './placements.ts'
import type { PodGroup } from './pod-group.ts'
import { PodServer } from './pod-server.ts'
import type { PodSource } from './pod-source.ts'
import { PodTable } from './pod-table.ts'
import { Recorder } from './recorder.ts'
import type { RunOptions } from './scheduling-context.ts'
import { SchedulingLoop } from './scheduling-loop.ts'
import { VolumeWork } from './volume-work.ts'
import { Workloads } from './workloads.ts'

/** How often all of them may react to one another before the clockwork is stopped. */
const maxRounds = 100_000

/** One run of the control plane over a set: a clockwork that `run` lets run down. */
export class Simulation {
  readonly snapshot: Snapshot
  readonly pods = new PodTable()
  readonly recorder: Recorder
  readonly scheduler: SchedulingLoop
  readonly workloads: Workloads
  readonly volumes: VolumeWork
  /** How many nodes may be full of pods that are not placed. */
  mayBeFull = 0
  readonly #devices: DeviceWork
  readonly #nodes: NodeWork
  /** What the server answered, where the set was sent to one of this run's own. */
  readonly requests: Request[] = []
  readonly #options: RunOptions
  readonly #served: ServedCluster | undefined
  readonly #placements: Placements
  /** What reacts to the others, in this order, until nothing changes any more: each says whether it did anything. */
  readonly #reactions: readonly (() => boolean)[]

  /** Bare pods by namespace and name. */
  readonly #bare = new Map<string, PodGroup>()
  #cluster: Cluster
  #environment: Environment
  /** What is left of the state before. */
  #before: readonly Resource[] = []
  /** What is sent to the server. */
  #resources: readonly Resource[]

  /** With `served` the set, or these `resources`, are sent to that server, object by object; else it is taken as it was answered before. */
  constructor(cluster: Cluster, environment: Environment, options: RunOptions, served?: ServedCluster, resources?: readonly Resource[]) {
    this.#cluster = cluster
    this.#environment = environment
    this.#options = options
    this.#served = served
    this.#resources = resources ?? environment.requests.map(({ resource }) => resource)
    this.#placements = new Placements(options.placements ?? [])
    const { version, world } = environment
    this.recorder = new Recorder(options.quiet)
    const { pods, recorder } = this
    const snapshot = newSnapshot(() => this.#cluster, environment, options.pick)
    this.snapshot = snapshot
    snapshot.budgets = () => disruptionBudgets(this.#cluster, pods.groups, this.workloads)
    const volumes = new VolumeWork({
      volumes: snapshot.volumes,
      recorder,
      served,
      world,
      expected: countVolumeObjects(cluster),
      scheduler: () => this.scheduler,
      create: pod => this.#add(pod),
    })
    this.volumes = volumes
    const devices = new DeviceWork({
      devices: snapshot.devices,
      recorder,
      world,
      declares: (kind, namespace, name) =>
        name === undefined
          ? this.#cluster.has('resource.k8s.io', kind)
          : this.#cluster.find('resource.k8s.io', kind, namespace, name) !== undefined,
      scheduler: () => this.scheduler,
    })
    this.#devices = devices
    this.scheduler = new SchedulingLoop(
      {
        snapshot,
        pods,
        recorder,
        world,
        hasNodes: cluster.has('', 'Node'),
        highestPriority: highestPriority(cluster),
        bound: pod => this.workloads.touched(pod),
        evicted: pod => this.workloads.deleted(pod),
        removed: pod => {
          volumes.removed(pod)
          devices.removed(pod)
        },
        claims: volumes,
        devices,
      },
      options
    )
    const { scheduler } = this
    const server = new PodServer(cluster, environment, served)
    const { nodes } = snapshot
    this.workloads = new Workloads({
      version,
      nodes,
      pods,
      scheduler,
      recorder,
      placements: this.#placements,
      server,
      served,
      added: group => {
        volumes.added(group)
        devices.added(group)
      },
      created: (type, namespace, object, at) => volumes.created(type, namespace, object, at),
      objectDeleted: (type, namespace, name) => {
        const claim = type.kind === 'PersistentVolumeClaim' ? snapshot.volumes.store.claims.get(`${namespace}/${name}`) : undefined
        if (claim !== undefined) snapshot.volumes.deleteClaim(claim)
      },
    })
    this.#nodes = new NodeWork({ snapshot, pods, scheduler, workloads: this.workloads })
    this.#reactions = [() => this.workloads.sync(), () => volumes.react(), () => devices.react(), () => scheduler.run()]
  }

  run(): this {
    const oneByOne = this.#options.arrival === 'one-by-one'
    this.#applyAll(() => {
      if (oneByOne) this.#settle()
    })
    this.#settle()
    const scaled = autoscaledReplicas(autoscalingView(this.settledCluster, this.answered))
    for (const [target, replicas] of scaled) this.workloads.scale(target, replicas)
    if (scaled.size > 0) this.#settle()
    this.volumes.finish()
    this.scheduler.retryLeftPending()
    this.#settle()
    this.scheduler.awaiting.record()
    return this
  }

  /** Applies everything, and has the workload controllers act once on each object: their first pods are in the scheduler's queue. */
  start(): this {
    this.#applyAll(() => {
      this.workloads.sync()
    })
    return this
  }

  #applyAll(applied: () => void): void {
    const [served, cluster, environment] = [this.#served, this.#cluster, this.#environment]
    const objects =
      served === undefined
        ? storedObjects(cluster, environment)
        : appliedObjects(cluster, this.#resources, served, request => this.requests.push(request))
    for (const arrival of arrivals(objects, environment)) {
      this.scheduler.changed()
      if ('nodes' in arrival) this.#nodes.arrive(arrival.nodes)
      else if ('service' in arrival) this.snapshot.services.add(arrival.service.namespace, arrival.service.selector)
      else if ('pod' in arrival) this.#add(arrival.pod)
      else if (bearsOnPods(arrival.resource)) this.workloads.rulesChanged()
      else if (![this.volumes, this.#devices].some(work => work.arrive(arrival.resource, arrival.stored)))
        this.workloads.arrive(arrival.resource, arrival.stored)
      applied()
    }
    this.#nodes.evictTainted()
  }

  /** The environment with the server's answers as they were in this run. */
  get answered(): Environment {
    return this.#served === undefined ? this.#environment : { ...this.#environment, requests: this.requests }
  }

  /** What the server holds of the set in the end. */
  get settledCluster(): Cluster {
    if (this.#served === undefined) return this.#cluster
    const given = this.#cluster.resources.filter(({ role }) => role === 'cluster')
    return new Cluster(lastDefinitions([...given, ...this.#before, ...this.requests.filter(accepted).map(({ resource }) => resource)]))
  }

  /** Applies another set to the control plane as it stands: objects of the same names are updated, those that it lacks deleted. */
  update(cluster: Cluster, environment: Environment): this {
    this.#resources = environment.requests.map(({ resource }) => resource)
    const wanted = new Cluster([...cluster.resources, ...this.#resources])
    // a set without nodes says nothing about them
    const keepsNodes = !wanted.has('', 'Node')
    const isWanted = ({ type, namespace, name }: Resource): boolean =>
      (keepsNodes && type.kind === 'Node' && type.group === '') ||
      (name !== null && wanted.find(type.group, type.kind, namespace, name) !== undefined)
    const before = this.requests.filter(accepted).map(({ resource }) => resource)
    for (const resource of before) if (!isWanted(resource)) this.#delete(resource)
    this.#before = before.filter(isWanted)
    this.#cluster = cluster
    this.#environment = environment
    this.requests.length = 0
    return this.run()
  }

  /** Evicts a pod, and lets everyone react. */
  evict(pod: PodGroup): void {
    this.workloads.delete(pod, 1)
    this.#settle()
  }

  /** Sets the number of a workload's pods, and lets everyone react. */
  scale(workload: Resource, replicas: number): void {
    this.workloads.scale(workload, replicas)
    this.#settle()
  }

  /** Replaces the pods of a workload, and lets everyone react. */
  restart(controller: WorkloadController): void {
    this.workloads.restart(controller)
    this.#settle()
  }

  #delete(resource: Resource): void {
    const { type, namespace, name } = resource
    if (type.kind === 'Node' && type.group === '') this.#nodes.delete(name ?? '')
    this.workloads.depart(resource)
    const pod = type.kind === 'Pod' && type.group === '' ? this.#bare.get(`${namespace}/${name}`) : undefined
    if (pod !== undefined && pod.state !== 'gone') this.workloads.delete(pod, 1)
    else this.#served?.delete(type, namespace, name ?? '')
  }

  #add(source: PodSource): void {
    const key = `${source.info.namespace}/${source.podName}`
    const known = this.#bare.get(key)
    if (known !== undefined && known.state !== 'gone') {
      this.#change(known, source)
      return
    }
    const group: PodGroup = this.pods.add(source, 1)
    this.#bare.set(key, group)
    group.recorded = this.#placements.take(source.info.namespace, source.podName, source.owner)
    this.workloads.orphan(group)
    this.volumes.added(group)
    this.#devices.added(group)
    this.scheduler.push(group)
  }

  /** Another state of a pod that is there: what selects it may have changed, and what keeps it waiting. */
  #change(pod: PodGroup, source: PodSource): void {
    const { resource: before } = pod.source
    if (before === source.resource || JSON.stringify(before.object) === JSON.stringify(source.resource.object)) return
    this.scheduler.change(pod, source)
    this.workloads.relabelled(pod)
  }

  /** Lets everyone react to what the others did until nobody has anything left to do. */
  #settle(): void {
    for (let round = 0; round < maxRounds; round++) {
      const changes = this.#reactions.filter(react => react())
      if (changes.length === 0) return
    }
  }
}

function highestPriority(cluster: Cluster): number {
  const classes = cluster.ofKind('scheduling.k8s.io', 'PriorityClass')
  return classes.reduce((highest, { object }) => Math.max(highest, (object as PriorityClass).value ?? 0), Number.NEGATIVE_INFINITY)
}

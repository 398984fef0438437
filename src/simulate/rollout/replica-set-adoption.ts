import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { WorkloadController } from './controller.ts'
import { DeploymentController } from './deployment-controller.ts'
import { ReplicaSetController } from './replica-set-controller.ts'

/** ReplicaSets that nobody controls find the Deployment that selects them. Mirrors pkg/controller/deployment getReplicaSetsForDeployment, v1.36. */
export class ReplicaSetAdoption {
  /** By namespace and a label that they all select; those without one by namespace. */
  readonly #deployments = new Map<string, Set<DeploymentController>>()
  /** By namespace, and by each of their labels. */
  readonly #sets = new Map<string, Set<ReplicaSetController>>()

  /** A workload has come or changed. The Deployments that have more to do, or less. */
  arrive(controller: WorkloadController): readonly DeploymentController[] {
    if (controller instanceof DeploymentController) {
      const key = keyOf(controller)
      entryOf(this.#deployments, key).add(controller)
      const sets = [...(this.#sets.get(key) ?? [])]
      return sets.some(set => this.#adopt(set, [controller]) !== undefined) ? [controller] : []
    }
    if (!(controller instanceof ReplicaSetController) || controller.kind !== 'ReplicaSet' || isControlled(controller)) return []
    const before = controller.controlledBy
    if (before !== undefined && matchesLabelSelector(before.selector, controller.labels)) return [before]
    const released = this.#release(controller)
    const keys = keysOf(controller)
    for (const key of keys) entryOf(this.#sets, key).add(controller)
    const adopter = this.#adopt(
      controller,
      keys.flatMap(key => [...(this.#deployments.get(key) ?? [])])
    )
    return adopter === undefined ? released : [...released, adopter]
  }

  /** A workload goes. */
  depart(controller: WorkloadController): void {
    if (controller instanceof DeploymentController) {
      this.#deployments.get(keyOf(controller))?.delete(controller)
      for (const sets of this.#sets.values()) for (const set of sets) if (set.controlledBy === controller) this.#release(set)
    } else if (controller instanceof ReplicaSetController) {
      for (const key of keysOf(controller)) this.#sets.get(key)?.delete(controller)
      this.#release(controller)
    }
  }

  #adopt(controller: ReplicaSetController, deployments: readonly DeploymentController[]): DeploymentController | undefined {
    if (controller.controlledBy !== undefined) return undefined
    const adopter = deployments.find(({ selector }) => matchesLabelSelector(selector, controller.labels))
    adopter?.adopt(controller.set)
    controller.controlledBy = adopter
    return adopter
  }

  #release(controller: ReplicaSetController): readonly DeploymentController[] {
    const before = controller.controlledBy
    before?.release(controller.set)
    controller.controlledBy = undefined
    return before === undefined ? [] : [before]
  }
}

/** Whether its manifest says who controls it. */
function isControlled({ resource }: ReplicaSetController): boolean {
  return resource.object.metadata?.ownerReferences?.some(({ controller }) => controller === true) === true
}

function keyOf({ namespace, selector }: DeploymentController): string {
  const [label] = Object.entries(selector.matchLabels ?? {})
  return label === undefined ? namespace : `${namespace}\0${label[0]}\0${label[1]}`
}

function keysOf({ namespace, labels }: ReplicaSetController): readonly string[] {
  return [namespace, ...Object.entries(labels).map(([key, value]) => `${namespace}\0${key}\0${value}`)]
}

function entryOf<Value>(map: Map<string, Set<Value>>, key: string): Set<Value> {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = new Set<Value>()
  map.set(key, created)
  return created
}

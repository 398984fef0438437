import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { WorkloadController } from './controller.ts'
import type { WorkloadStatus } from './workload-status.ts'

interface CronJobObject extends KubernetesObject {
  readonly spec?: { readonly suspend?: boolean; readonly schedule?: string }
}

/** The controller of a CronJob whose time has not come. */
export class CronJobController implements WorkloadController {
  readonly kind = 'CronJob'
  readonly namespace: string
  readonly name: string
  readonly adopts = undefined
  readonly desired = 0
  readonly owners: readonly object[] = []
  readonly isRefused = false
  resource: Resource
  #stored: CronJobObject

  constructor(resource: Resource, stored: KubernetesObject) {
    this.resource = resource
    this.namespace = resource.namespace ?? ''
    this.name = resource.name ?? ''
    this.#stored = stored as CronJobObject
  }

  update(resource: Resource, stored: KubernetesObject): void {
    this.resource = resource
    this.#stored = stored as CronJobObject
  }

  sync(): boolean {
    return false
  }

  status(): WorkloadStatus {
    const { suspend = false, schedule = '' } = this.#stored.spec ?? {}
    const none = { desired: 0, replicas: 0, ready: 0, updated: 0, available: 0, unavailable: 0 }
    return { ...none, suspend, schedule, conditions: [] }
  }
}

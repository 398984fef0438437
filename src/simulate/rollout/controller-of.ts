import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { WorkloadController } from './controller.ts'
import { CronJobController } from './cron-job-controller.ts'
import { DaemonSetController } from './daemon-set-controller.ts'
import { DeploymentController } from './deployment-controller.ts'
import { JobController } from './job-controller.ts'
import { ReplicaSetController } from './replica-set-controller.ts'
import { StatefulSetController } from './stateful-set-controller.ts'
import { type WorkloadTemplate, workloadTemplate } from './wanted-pods.ts'

type Make = (resource: Resource, stored: KubernetesObject, template: WorkloadTemplate) => WorkloadController

const makers: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['Deployment.apps', (...of) => new DeploymentController(...of)],
  ['ReplicaSet.apps', (...of) => new ReplicaSetController(...of)],
  ['ReplicationController.', (...of) => new ReplicaSetController(...of)],
  ['StatefulSet.apps', (...of) => new StatefulSetController(...of)],
  ['DaemonSet.apps', (...of) => new DaemonSetController(...of)],
  ['Job.batch', (...of) => new JobController(...of)],
  ['CronJob.batch', (resource, stored) => new CronJobController(resource, stored)],
])

/** The controller of a workload; undefined for other kinds, and where no pod spec is written. `stored` is the object as the server keeps it. */
export function controllerOf(resource: Resource, stored: KubernetesObject): WorkloadController | undefined {
  const make = makers.get(`${resource.type.kind}.${resource.type.group}`)
  const template = make === undefined ? undefined : workloadTemplate(resource, stored)
  return template === undefined ? undefined : make?.(resource, stored, template)
}

/** Whether the pods of such an object are simulated: a CronJob makes none before its time. */
export function isWorkload({ type }: Resource): boolean {
  return type.kind !== 'CronJob' && makers.has(`${type.kind}.${type.group}`)
}

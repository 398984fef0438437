import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { WorkloadController } from './controller.ts'
import type { PodControl } from './pod-control.ts'
import { countOf, namedPods, readyOf } from './pod-counts.ts'
import { SlowStart } from './slow-start.ts'
import type { WantedPod } from './wanted-pod.ts'
import { type WorkloadTemplate, wantedPod } from './wanted-pods.ts'
import { settledAfterSeconds, type WorkloadCondition, type WorkloadStatus } from './workload-status.ts'

interface JobObject extends KubernetesObject {
  readonly spec?: {
    readonly parallelism?: number
    readonly completions?: number
    readonly completionMode?: string
    readonly suspend?: boolean
    readonly managedBy?: string
    readonly activeDeadlineSeconds?: number
    readonly ttlSecondsAfterFinished?: number
  }
}
type JobSpec = NonNullable<JobObject['spec']>

const ownName = 'kubernetes.io/job-controller'
const indexKey = 'batch.kubernetes.io/job-completion-index'

/** The controller of a Job whose pods do not finish. Mirrors pkg/controller/job/job_controller.go manageJob, v1.36. */
export class JobController implements WorkloadController {
  readonly kind = 'Job'
  readonly namespace: string
  readonly name: string
  readonly adopts = undefined
  resource: Resource
  #spec: JobSpec
  readonly #base: WantedPod
  #refusal: string | undefined

  constructor(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate) {
    this.resource = resource
    this.namespace = resource.namespace ?? ''
    this.name = resource.name ?? `${resource.object.metadata?.generateName ?? ''}<suffix>`
    this.#spec = (stored as JobObject).spec ?? {}
    const labels = {
      'batch.kubernetes.io/job-name': this.name,
      'job-name': this.name,
      'batch.kubernetes.io/controller-uid': '<uid>',
      'controller-uid': '<uid>',
    }
    this.#base = wantedPod(template, { kind: this.kind, name: this.name }, { labels })
  }

  get owners(): readonly object[] {
    return [this]
  }

  /** The pods that it wants at a time. */
  get desired(): number {
    const { parallelism = 1, completions, suspend } = this.#spec
    if (suspend === true || this.#isOver || this.#isOthers) return 0
    return Math.max(0, completions === undefined ? parallelism : Math.min(parallelism, completions))
  }

  get isRefused(): boolean {
    return this.#refusal !== undefined
  }

  update(resource: Resource, stored: KubernetesObject): void {
    this.resource = resource
    this.#spec = (stored as JobObject).spec ?? {}
  }

  sync(control: PodControl): boolean {
    this.#refusal = undefined
    const pods = control.podsOf(this)
    const missing = this.desired - countOf(pods)
    if (missing === 0) return false
    if (missing < 0) {
      let left = -missing
      for (const pod of [...pods].sort((a, b) => Number(a.isReady) - Number(b.isReady) || b.order - a.order)) {
        const count = Math.min(left, pod.count)
        if (count > 0) control.delete(pod, count)
        left -= count
      }
      return true
    }
    const created = this.#isIndexed ? this.#createIndexed(control, missing) : this.#create(control, this.#base, missing)
    return created > 0
  }

  status(control: PodControl): WorkloadStatus {
    const pods = control.podsOf(this)
    const [replicas, ready] = [countOf(pods), readyOf(pods)]
    const { suspend = false } = this.#spec
    const counts = { desired: this.desired, replicas, ready, updated: replicas, available: ready, unavailable: replicas - ready }
    return { ...counts, suspend, conditions: this.#conditions() }
  }

  get #isIndexed(): boolean {
    return this.#spec.completionMode === 'Indexed'
  }

  /** Whether a controller outside of Kubernetes looks after it. */
  get #isOthers(): boolean {
    return (this.#spec.managedBy ?? ownName) !== ownName
  }

  /** Mirrors pkg/controller/ttlafterfinished processJob, v1.36. */
  get isGone(): boolean {
    return (
      this.#isOver &&
      !this.#isOthers &&
      this.#endsAfter + (this.#spec.ttlSecondsAfterFinished ?? Number.POSITIVE_INFINITY) <= settledAfterSeconds
    )
  }

  /** Whether it ends before the settled state is looked at. */
  get #isOver(): boolean {
    return this.#endsAfter <= settledAfterSeconds
  }

  /** In how many seconds it ends. */
  get #endsAfter(): number {
    const { completions, activeDeadlineSeconds = Number.POSITIVE_INFINITY } = this.#spec
    return completions === 0 ? 0 : activeDeadlineSeconds
  }

  #create(control: PodControl, wanted: WantedPod, count: number): number {
    const { created, refusal } = control.create(this, wanted, count)
    this.#refusal ??= refusal
    if (refusal !== undefined)
      control.event(
        'Warning',
        'FailedCreate',
        { kind: this.kind, namespace: this.namespace, name: this.name },
        `Error creating: ${refusal}`
      )
    return created
  }

  /** One pod for each of the lowest indexes that have none. */
  #createIndexed(control: PodControl, count: number): number {
    const taken = new Set(control.podsOf(this).map(({ wanted }) => wanted?.index))
    const end = Math.min(this.#spec.completions ?? 0, namedPods)
    const batch = new SlowStart(0)
    let created = 0
    let tried = 0
    for (let index = 0; index < end && tried < count; index++) {
      if (taken.has(index)) continue
      if (!batch.goesOnAt(tried++)) break
      if (this.#create(control, this.#indexed(index), 1) > 0) created++
      else batch.fail()
    }
    const isFull = !this.isRefused && created < count && (this.#spec.completions ?? 0) > end
    return isFull ? created + this.#create(control, this.#indexed(end), count - created) : created
  }

  #indexed(index: number): WantedPod {
    const { object } = this.#base
    const { metadata = {} } = object
    const own = { [indexKey]: String(index) }
    return {
      ...this.#base,
      object: {
        ...object,
        metadata: {
          ...metadata,
          generateName: `${this.name}-${index}-`,
          labels: { ...metadata.labels, ...own },
          annotations: { ...metadata.annotations, ...own },
        },
      },
      like: object,
      podName: `${this.name}-${index}-<suffix>`,
      index,
    }
  }

  #conditions(): readonly WorkloadCondition[] {
    const { suspend, completions } = this.#spec
    if (this.#isOthers) return []
    if (suspend === true) return [{ type: 'Suspended', status: 'True', reason: 'JobSuspended', message: 'Job suspended' }]
    if (!this.#isOver) return []
    if (completions !== 0) {
      const message = 'Job was active longer than specified deadline'
      return [
        { type: 'FailureTarget', status: 'True', reason: 'DeadlineExceeded', message },
        { type: 'Failed', status: 'True', reason: 'DeadlineExceeded', message },
      ]
    }
    const message = 'Reached expected number of succeeded pods'
    return [
      { type: 'SuccessCriteriaMet', status: 'True', reason: 'CompletionsReached', message },
      { type: 'Complete', status: 'True', reason: 'CompletionsReached', message },
    ]
  }
}

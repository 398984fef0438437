import { claimTemplates, withClaims } from '../../cluster/expand/claim-volumes.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { WorkloadController } from './controller.ts'
import { scaledValue } from './deployment-spec.ts'
import type { OwnedPods, PodControl } from './pod-control.ts'
import { availableOf, countOf, isAvailable, namedPods, readyOf } from './pod-counts.ts'
import { SlowStart } from './slow-start.ts'
import { type StatefulSetSpec, statefulSetSpec } from './stateful-set-spec.ts'
import type { WantedPod } from './wanted-pod.ts'
import { isSameTemplate, type WorkloadTemplate, wantedPod } from './wanted-pods.ts'
import type { WorkloadStatus } from './workload-status.ts'

const claimType: ResourceType = {
  apiVersion: 'v1',
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  namespaced: true,
}
/** The first minor whose events begin with a capital letter. */
const capitalSince = 36
/** The one minor with MaxUnavailableStatefulSet on. */
const maxUnavailableIn = 35

/** A template that pods are made of, and the object that all of them share. */
interface Revision {
  readonly template: WorkloadTemplate
  readonly base: WantedPod
}

/** The controller of a StatefulSet. Mirrors pkg/controller/statefulset/stateful_set_control.go updateStatefulSet, v1.36. */
export class StatefulSetController implements WorkloadController {
  readonly kind = 'StatefulSet'
  readonly namespace: string
  readonly name: string
  resource: Resource
  #stored: KubernetesObject
  #spec: StatefulSetSpec
  /** The template of before, until all pods are of the new one. */
  #current: Revision
  #updated: Revision
  #refusal: string | undefined

  constructor(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate) {
    this.resource = resource
    this.namespace = resource.namespace ?? ''
    this.name = resource.name ?? ''
    this.#stored = stored
    this.#spec = statefulSetSpec(stored)
    this.#updated = this.#revision(template)
    this.#current = this.#updated
  }

  get adopts(): LabelSelector {
    return this.#spec.selector
  }

  /** Mirrors pkg/controller/statefulset isMemberOf, v1.36. */
  mayBeOwn(podName: string): boolean {
    return podName.startsWith(`${this.name}-`) && /^[0-9]+$/.test(podName.slice(this.name.length + 1))
  }

  get owners(): readonly object[] {
    return [this]
  }

  get desired(): number {
    return this.#spec.replicas
  }

  get isRefused(): boolean {
    return this.#refusal !== undefined
  }

  update(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate): void {
    this.resource = resource
    this.#stored = stored
    this.#spec = statefulSetSpec(stored)
    if (isSameTemplate(template, this.#updated.template)) return
    this.#updated = isSameTemplate(template, this.#current.template) ? this.#current : this.#revision(template)
  }

  scale(replicas: number): void {
    this.#spec = { ...this.#spec, replicas }
  }

  sync(control: PodControl): boolean {
    this.#refusal = undefined
    const named = control.podsOf(this).filter(pod => this.#ordinalOf(pod) !== this.#spec.start + namedPods)
    const pods = new Map(named.map(pod => [this.#ordinalOf(pod), pod]))
    const { start, isParallel, minReadySeconds } = this.#spec
    const end = start + Math.min(this.desired, namedPods)
    const batch = new SlowStart(start)
    let created = false
    for (let ordinal = start; ordinal < end; ordinal++) {
      if (isParallel && !batch.goesOnAt(ordinal)) return created
      const pod = pods.get(ordinal)
      if (pod === undefined) {
        if (this.#create(control, ordinal)) created = true
        else batch.fail()
        if (!isParallel) return created
      } else if (!isParallel && !isAvailable(pod, minReadySeconds)) return created
    }
    if (batch.hasFailed) return created
    if (created || this.#fillTail(control)) return true
    return this.#scaleDown(control, pods) || this.#roll(control, pods)
  }

  /** Mirrors pkg/controller/statefulset updateClaimOwnerRefForSetAndPod, v1.36. */
  depart(control: PodControl): void {
    if (this.#spec.deletesClaimsWhenDeleted) for (const pod of control.podsOf(this)) this.#deleteClaims(control, pod)
  }

  status(control: PodControl): WorkloadStatus {
    const pods = control.podsOf(this)
    const replicas = countOf(pods)
    const available = availableOf(pods, this.#spec.minReadySeconds)
    return {
      desired: this.desired,
      replicas,
      ready: readyOf(pods),
      updated: countOf(pods.filter(pod => this.#isOf(pod, this.#updated))),
      available,
      unavailable: Math.max(0, this.desired - available),
      conditions: [],
    }
  }

  #ordinalOf({ podName }: OwnedPods): number {
    return Number(podName.slice(this.name.length + 1))
  }

  #isOf({ wanted }: OwnedPods, { base }: Revision): boolean {
    return wanted?.object.spec === base.object.spec
  }

  get #maxUnavailable(): number {
    return Math.max(1, scaledValue(this.#spec.maxUnavailable, this.desired, Math.floor))
  }

  /** Creates the claims of an ordinal, then its pod; whether the pod is there. */
  #create(control: PodControl, ordinal: number): boolean {
    const { partition, start } = this.#spec
    const { base } = ordinal < start + partition ? this.#current : this.#updated
    const podName = `${this.name}-${ordinal}`
    const about = { kind: this.kind, namespace: this.namespace, name: this.name }
    const verb = control.version.minor >= capitalSince ? 'Create' : 'create'
    const refusedClaim = this.#createClaims(control, podName, message =>
      control.event('Warning', 'FailedCreate', about, `${verb} Claim ${message}`)
    )
    if (refusedClaim !== undefined) {
      this.#refusal ??= refusedClaim
      control.event('Warning', 'FailedCreate', about, `${verb} Pod ${podName} in StatefulSet ${this.name} failed error: ${refusedClaim}`)
      return false
    }
    const { refusal } = control.create(this, this.#wanted(base, ordinal, podName), 1)
    this.#refusal ??= refusal
    if (refusal !== undefined)
      control.event('Warning', 'FailedCreate', about, `${verb} Pod ${podName} in StatefulSet ${this.name} failed error: ${refusal}`)
    return refusal === undefined
  }

  #wanted(base: WantedPod, ordinal: number, podName: string): WantedPod {
    const templates = claimTemplates(this.#stored)
    const metadata = { ...base.object.metadata, name: podName }
    const labels = { ...metadata.labels, 'statefulset.kubernetes.io/pod-name': podName, 'apps.kubernetes.io/pod-index': String(ordinal) }
    return {
      ...base,
      object: { ...base.object, metadata: { ...metadata, labels } },
      like: base.object,
      podName,
      index: ordinal,
      vary: spec => withClaims(spec, templates, podName),
    }
  }

  #tail(control: PodControl): readonly OwnedPods[] {
    return control.podsOf(this).filter(pod => this.#ordinalOf(pod) === this.#spec.start + namedPods)
  }

  /** Brings those behind the pods with ordinals of their own to their number. */
  #fillTail(control: PodControl): boolean {
    const first = this.#spec.start + namedPods
    const tail = this.#tail(control)
    const missing = Math.max(0, this.desired - namedPods) - countOf(tail)
    if (missing > 0) {
      const { created, refusal } = control.create(this, this.#wanted(this.#updated.base, first, `${this.name}-${first}`), missing)
      this.#refusal = refusal
      return created > 0
    }
    let left = -missing
    for (const pod of [...tail].reverse()) {
      const count = Math.min(left, pod.count)
      if (count > 0) control.delete(pod, count)
      left -= count
    }
    return missing < 0
  }

  /** The words of the first refusal. Mirrors pkg/controller/statefulset/stateful_pod_control.go createPersistentVolumeClaims, v1.36. */
  #createClaims(control: PodControl, podName: string, failed: (message: string) => void): string | undefined {
    const refusals: string[] = []
    for (const { name, index, ...template } of claimTemplates(this.#stored)) {
      const claimName = `${name}-${podName}`
      const { labels, annotations } = template.metadata ?? {}
      const metadata = {
        name: claimName,
        namespace: this.namespace,
        labels: { ...labels, ...this.#spec.selector.matchLabels },
        ...(annotations !== undefined && { annotations }),
      }
      const object = { ...template, apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata }
      const at = new FieldRef(this.resource, ['spec', 'volumeClaimTemplates', index])
      const { refusal } = control.createObject(claimType, this.namespace, object, at)
      if (refusal === undefined) continue
      failed(`${claimName} for Pod ${podName} in StatefulSet ${this.name} failed error: ${refusal}`)
      refusals.push(`failed to create PVC ${claimName}: ${refusal}`)
    }
    return refusals.length > 1 ? `[${refusals.join(', ')}]` : refusals[0]
  }

  #deleteClaims(control: PodControl, { podName }: OwnedPods): void {
    for (const { name } of claimTemplates(this.#stored)) control.deleteObject(claimType, this.namespace, `${name}-${podName}`)
  }

  /** Deletes the last of the pods that are too many; in order, not while another is not ready. */
  #scaleDown(control: PodControl, pods: ReadonlyMap<number, OwnedPods>): boolean {
    const { start, isParallel, minReadySeconds, deletesClaimsWhenScaled } = this.#spec
    const isCondemned = (ordinal: number): boolean => !(ordinal >= start && ordinal < start + this.desired)
    const condemned = [...pods.keys()].filter(isCondemned).sort((a, b) => b - a)
    const firstUnhealthy = [...pods]
      .filter(([, pod]) => !isAvailable(pod, minReadySeconds))
      .sort(([a], [b]) => Number(isCondemned(a)) - Number(isCondemned(b)) || a - b)[0]?.[0]
    for (const ordinal of condemned) {
      const pod = pods.get(ordinal)!
      if (!isParallel && !isAvailable(pod, minReadySeconds) && ordinal !== firstUnhealthy) return false
      control.delete(pod, 1)
      if (deletesClaimsWhenScaled) this.#deleteClaims(control, pod)
      if (!isParallel) return true
    }
    return condemned.length > 0
  }

  /**
   * Deletes the last pods that are not of the new template. With MaxUnavailableStatefulSet, as many as may be unavailable, and any pod counts;
   * without it, one while all behind it are healthy.
   */
  #roll(control: PodControl, pods: ReadonlyMap<number, OwnedPods>): boolean {
    const { start, partition, isOnDelete, minReadySeconds } = this.#spec
    if (isOnDelete) return false
    const old = this.#tail(control).filter(pod => !this.#isOf(pod, this.#updated))
    if (partition < namedPods && old.length > 0) {
      for (const pod of old) control.delete(pod, pod.count)
      return true
    }
    const countsAll = control.version.minor === maxUnavailableIn
    const unavailable = countsAll ? [...pods.values()].filter(pod => !isAvailable(pod, minReadySeconds)).length : 0
    let left = (countsAll ? this.#maxUnavailable : 1) - unavailable
    let deleted = false
    for (let ordinal = start + Math.min(this.desired, namedPods) - 1; ordinal >= start + partition; ordinal--) {
      const pod = pods.get(ordinal)
      if (pod === undefined || left <= 0) return deleted
      if (!this.#isOf(pod, this.#updated)) {
        control.delete(pod, 1)
        deleted = true
        left--
      } else if (!countsAll && !isAvailable(pod, minReadySeconds)) return deleted
    }
    if (partition === 0 && !deleted) this.#current = this.#updated
    return deleted
  }

  #revision(template: WorkloadTemplate): Revision {
    const labels = { 'controller-revision-hash': `${this.name}-<hash>` }
    return { template, base: wantedPod(template, { kind: this.kind, name: this.name }, { labels }, this.#spec.selector) }
  }
}

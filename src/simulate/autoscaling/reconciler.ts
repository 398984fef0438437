import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { SettledPods } from '../../cluster/settled-pods.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import {
  type AutoscalerCondition,
  type AutoscalerEvent,
  type AutoscalerState,
  type HorizontalPodAutoscaler,
  type MetricSpec,
  metricsOf,
} from './autoscaler.ts'
import { metricFailure } from './metrics.ts'
import { metricsGroupOf, servedMetricsGroups } from './metrics-apis.ts'
import { type NoScale, type Scale, scaleOf } from './scale.ts'

/** What the autoscalers' controller works with. */
export interface AutoscalingView {
  readonly cluster: Cluster
  readonly pods: SettledPods
  readonly version: KubernetesVersion
  readonly world: 'open' | 'closed'
  /** How many pods a workload asks for before any autoscaler acts. */
  readonly replicasOf: (workload: Resource) => number
}

/** One autoscaler and what it knows. */
interface Autoscaler {
  readonly resource: Resource
  readonly spec: NonNullable<HorizontalPodAutoscaler['spec']>
  readonly conditions: Map<AutoscalerCondition['type'], AutoscalerCondition>
  /** Once it has looked for its pods: no two autoscalers may find the same. */
  selector?: LabelSelector
  currentReplicas?: number
  desiredReplicas: number
  target?: Resource
  rescale?: { readonly replicas: number; readonly reason: string }
}

/** Looks after all autoscalers, one after another, as often as `round` is called. Mirrors pkg/controller/podautoscaler reconcileAutoscaler, v1.36. */
export class AutoscalerReconciler {
  readonly events: AutoscalerEvent[] = []
  /** What autoscalers set the replicas of their targets to. */
  readonly replicas = new Map<Resource, number>()
  readonly #view: AutoscalingView
  readonly #autoscalers: readonly Autoscaler[]
  readonly #served: ReadonlySet<string>
  /** Those that have looked for their pods, by one label of theirs. */
  readonly #selecting = new Map<string, Autoscaler[]>()

  constructor(view: AutoscalingView) {
    this.#view = view
    this.#served = servedMetricsGroups(view.cluster)
    this.#autoscalers = view.cluster.ofKind('autoscaling', 'HorizontalPodAutoscaler').map(resource => ({
      resource,
      spec: objectAs<HorizontalPodAutoscaler>(resource).spec ?? {},
      conditions: new Map(),
      desiredReplicas: 0,
    }))
  }

  get states(): readonly AutoscalerState[] {
    return this.#autoscalers.map(({ resource, conditions, currentReplicas, desiredReplicas, target, rescale }) => ({
      namespace: resource.namespace ?? '',
      name: resource.name ?? '',
      resource,
      ...(currentReplicas !== undefined && { currentReplicas }),
      desiredReplicas,
      conditions: [...conditions.values()],
      ...(target !== undefined && { target }),
      ...(rescale !== undefined && { rescale }),
    }))
  }

  round(): void {
    for (const autoscaler of this.#autoscalers) this.#reconcile(autoscaler)
  }

  #reconcile(autoscaler: Autoscaler): void {
    const { resource, spec } = autoscaler
    const { cluster, version, world } = this.#view
    const replicasOf = (workload: Resource): number => this.replicas.get(workload) ?? this.#view.replicasOf(workload)
    const scale = scaleOf(cluster, resource.namespace ?? '', { spec }, replicasOf, version)
    if ('error' in scale) {
      if (world === 'closed' || !scale.isMissing) this.#noScale(autoscaler, scale)
      return
    }
    autoscaler.target = scale.target
    setCondition(autoscaler, 'AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale")
    const { minReplicas = 1, maxReplicas = 0 } = spec
    const { replicas } = scale
    if (replicas === 0 && minReplicas !== 0) {
      const message = 'scaling is disabled since the replica count of the target is zero'
      setCondition(autoscaler, 'ScalingActive', 'False', 'ScalingDisabled', message)
      setStatus(autoscaler, replicas, 0)
    } else if (replicas > maxReplicas) this.#rescale(autoscaler, scale, maxReplicas, 'Current number of replicas above Spec.MaxReplicas')
    else if (replicas < minReplicas) this.#rescale(autoscaler, scale, minReplicas, 'Current number of replicas below Spec.MinReplicas')
    else this.#measure(autoscaler, scale)
  }

  #noScale(autoscaler: Autoscaler, { error }: NoScale): void {
    this.#event(autoscaler, 'Warning', 'FailedGetScale', error)
    const message = `the HPA controller was unable to get the target's current scale: ${error}`
    setCondition(autoscaler, 'AbleToScale', 'False', 'FailedGetScale', message)
  }

  #rescale(autoscaler: Autoscaler, { target, replicas }: Scale, wanted: number, reason: string): void {
    this.replicas.set(target, wanted)
    autoscaler.rescale = { replicas: wanted, reason }
    const message = `the HPA controller was able to update the target scale to ${wanted}`
    setCondition(autoscaler, 'AbleToScale', 'True', 'SucceededRescale', message)
    this.#event(autoscaler, 'Normal', 'SuccessfulRescale', `New size: ${wanted}; reason: ${reason}`)
    setStatus(autoscaler, replicas, wanted)
  }

  /** Mirrors computeReplicasForMetrics where no metric can be had; where metrics may be served nobody knows what they would say. */
  #measure(autoscaler: Autoscaler, scale: Scale): void {
    autoscaler.currentReplicas = scale.replicas
    const metrics = metricsOf(autoscaler)
    if (!this.#selects(autoscaler, scale)) return
    if (metrics.some(metric => this.#mayBeServed(metric))) return
    const namespace = autoscaler.resource.namespace ?? ''
    const failures = metrics.map(metric => metricFailure(metric, namespace))
    for (const { reason, message } of failures) this.#event(autoscaler, 'Warning', reason, message)
    const { reason, message, summary } = failures[0]!
    setCondition(autoscaler, 'ScalingActive', 'False', reason, `the HPA was unable to compute the replica count: ${message}`)
    const all = `invalid metrics (${metrics.length} invalid out of ${metrics.length}), first error is: ${summary}`
    this.#event(autoscaler, 'Warning', 'FailedComputeMetricsReplicas', all)
  }

  /** Whether the autoscaler has its pods to itself. Mirrors validateAndParseSelector. */
  #selects(autoscaler: Autoscaler, { selector, selectorText }: Scale): boolean {
    if (selectorText === '') {
      this.#event(autoscaler, 'Warning', 'SelectorRequired', 'selector is required')
      setCondition(autoscaler, 'ScalingActive', 'False', 'InvalidSelector', "the HPA target's scale is missing a selector")
      this.#event(autoscaler, 'Warning', 'FailedComputeMetricsReplicas', 'selector is required')
      return false
    }
    if (selector === undefined) return true
    const namespace = autoscaler.resource.namespace ?? ''
    this.#register(autoscaler, namespace, selector)
    const rivals = new Set<Autoscaler>()
    const labels = new Set(this.#view.pods.selectedBy(namespace, selector).map(pod => pod.labels))
    for (const own of labels)
      for (const key of [namespace, ...Object.entries(own).map(pair => `${namespace}\0${pair.join('\0')}`)])
        for (const other of this.#selecting.get(key) ?? []) if (matchesLabelSelector(other.selector, own)) rivals.add(other)
    if (rivals.size < 2) return true
    const inOrder = this.#autoscalers.filter(each => rivals.has(each))
    const names = inOrder.map(({ resource }) => `${namespace}/${resource.name}`)
    const message = `pods by selector ${selectorText} are controlled by multiple HPAs: [${names.join(' ')}]`
    this.#event(autoscaler, 'Warning', 'AmbiguousSelector', message)
    setCondition(autoscaler, 'ScalingActive', 'False', 'AmbiguousSelector', message)
    this.#event(autoscaler, 'Warning', 'FailedComputeMetricsReplicas', message)
    return false
  }

  /** By one label that its pods have, so that each pod is compared with few autoscalers. */
  #register(autoscaler: Autoscaler, namespace: string, selector: LabelSelector): void {
    if (autoscaler.selector !== undefined) return
    autoscaler.selector = selector
    const [pair] = Object.entries(selector.matchLabels ?? {})
    const key = pair === undefined ? namespace : `${namespace}\0${pair.join('\0')}`
    const list = this.#selecting.get(key)
    if (list === undefined) this.#selecting.set(key, [autoscaler])
    else list.push(autoscaler)
  }

  #mayBeServed(metric: MetricSpec): boolean {
    return this.#view.world === 'open' || this.#served.has(metricsGroupOf(metric))
  }

  #event({ resource }: Autoscaler, type: AutoscalerEvent['type'], reason: string, message: string): void {
    const [namespace, name] = [resource.namespace ?? '', resource.name ?? '']
    this.events.push({ type, reason, kind: 'HorizontalPodAutoscaler', namespace, name, message })
  }
}

function setCondition(
  { conditions }: Autoscaler,
  type: AutoscalerCondition['type'],
  status: AutoscalerCondition['status'],
  reason: string,
  message: string
): void {
  conditions.set(type, { type, status, reason, message })
}

function setStatus(autoscaler: Autoscaler, currentReplicas: number, desiredReplicas: number): void {
  autoscaler.currentReplicas = currentReplicas
  autoscaler.desiredReplicas = desiredReplicas
}

import type { AutoscalerState } from '../../simulate/autoscaling/index.ts'
import type { BudgetState, Eviction } from '../../simulate/disruption/index.ts'
import type { EndpointSlice } from '../../simulate/endpoints/index.ts'
import type { WorkloadConditionResult } from './settled-state.ts'

/** A port of an EndpointSlice. */
export interface EndpointPortResult {
  readonly name: string
  readonly protocol: string
  readonly port?: number
  readonly appProtocol?: string
}

/** An endpoint of a Service: a pod, or an address that is written by hand. */
export interface EndpointResult {
  readonly pod?: string
  /** Only those that are given. */
  readonly addresses?: readonly string[]
  readonly ready?: boolean
  readonly node?: string
  readonly hostname?: string
  /** How many equal endpoints this one stands for. */
  readonly count?: number
}

/** An EndpointSlice. */
export interface EndpointSliceResult {
  readonly namespace: string
  readonly service: string
  readonly addressType: string
  readonly ports: readonly EndpointPortResult[]
  readonly endpoints: readonly EndpointResult[]
}

/** The status of a PodDisruptionBudget. */
export interface BudgetResult {
  readonly namespace: string
  readonly name: string
  readonly disruptionsAllowed: number
  readonly currentHealthy: number
  readonly desiredHealthy: number
  readonly expectedPods: number
  readonly conditions: readonly WorkloadConditionResult[]
}

/** The status of a HorizontalPodAutoscaler. */
export interface AutoscalerResult {
  readonly namespace: string
  readonly name: string
  readonly currentReplicas?: number
  readonly desiredReplicas: number
  readonly conditions: readonly WorkloadConditionResult[]
}

/** The API server's answer to evicting a pod. */
export interface EvictionResult {
  readonly namespace: string
  readonly pod: string
  readonly code: number
  readonly reason?: string
  readonly message?: string
  readonly causes?: readonly { readonly reason: string; readonly message: string }[]
  /** How many equal pods are answered so. */
  readonly count?: number
}

/** A slice, its keys in the order of the contract. */
export function endpointSliceResult({ namespace, service, addressType, ports, endpoints }: EndpointSlice): EndpointSliceResult {
  return {
    namespace,
    service,
    addressType,
    ports,
    endpoints: endpoints.map(({ pod, addresses, ready, node, hostname, count }) => ({
      ...(pod !== undefined && { pod }),
      ...(addresses !== undefined && { addresses }),
      ...(ready !== undefined && { ready }),
      ...(node !== undefined && { node }),
      ...(hostname !== undefined && { hostname }),
      ...(count !== undefined && { count }),
    })),
  }
}

/** A budget, its keys in the order of the contract. */
export function budgetResult(state: BudgetState): BudgetResult {
  const { namespace, name, disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods, condition } = state
  return { namespace, name, disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods, conditions: [condition] }
}

/** An autoscaler, its keys in the order of the contract. */
export function autoscalerResult({ namespace, name, currentReplicas, desiredReplicas, conditions }: AutoscalerState): AutoscalerResult {
  return { namespace, name, ...(currentReplicas !== undefined && { currentReplicas }), desiredReplicas, conditions }
}

/** An answer, its keys in the order of the contract. */
export function evictionResult({ namespace, pod, code, reason, message, causes, of }: Eviction): EvictionResult {
  return {
    namespace,
    pod,
    code,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(causes !== undefined && { causes }),
    ...(of.count > 1 && { count: of.count }),
  }
}

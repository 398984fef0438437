import type { DeviceAttribute } from '../../apiserver/expressions/device-selector.ts'
import type { KubernetesObject, NodeSelectorTerm, QuantityText, Taint, Toleration } from '../../k8s/types.ts'

/** A choice of devices by CEL. */
export interface DeviceSelector {
  readonly cel?: { readonly expression?: string }
}

export interface DeviceClassObject extends KubernetesObject {
  readonly spec?: { readonly selectors?: readonly DeviceSelector[]; readonly extendedResourceName?: string }
}

/** From where devices can be used. */
export interface NodeSelection {
  readonly nodeName?: string
  readonly allNodes?: boolean
  readonly nodeSelector?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] }
}

type Counters = Readonly<Record<string, { readonly value?: QuantityText }>>

/** Counters that devices share. */
export interface CounterSetObject {
  readonly name?: string
  readonly counters?: Counters
}

/** Which amounts of a capacity may be asked for. */
export interface CapacityPolicyObject {
  readonly default?: QuantityText
  readonly validValues?: readonly QuantityText[]
  readonly validRange?: { readonly min?: QuantityText; readonly max?: QuantityText; readonly step?: QuantityText }
}

export interface DeviceCapacityObject {
  readonly value?: QuantityText
  readonly requestPolicy?: CapacityPolicyObject
}

/** A device as its driver publishes it. */
export interface DeviceObject extends NodeSelection {
  readonly name?: string
  readonly attributes?: Readonly<Record<string, DeviceAttribute>>
  readonly capacity?: Readonly<Record<string, DeviceCapacityObject>>
  readonly taints?: readonly Taint[]
  readonly consumesCounters?: readonly { readonly counterSet?: string; readonly counters?: Counters }[]
  readonly bindingConditions?: readonly string[]
  readonly allowMultipleAllocations?: boolean
  readonly bindsToNode?: boolean
}

export interface ResourceSliceObject extends KubernetesObject {
  readonly spec?: NodeSelection & {
    readonly driver?: string
    readonly pool?: { readonly name?: string; readonly generation?: number; readonly resourceSliceCount?: number }
    readonly devices?: readonly DeviceObject[]
    readonly perDeviceNodeSelection?: boolean
    readonly sharedCounters?: readonly CounterSetObject[]
  }
}

/** What one request, or one of its alternatives, asks for. */
export interface DeviceRequestObject {
  readonly name?: string
  readonly deviceClassName?: string
  readonly selectors?: readonly DeviceSelector[]
  readonly allocationMode?: string
  readonly count?: number
  readonly adminAccess?: boolean
  readonly tolerations?: readonly Toleration[]
  readonly capacity?: { readonly requests?: Readonly<Record<string, QuantityText>> }
}

/** What a claim asks for. */
export interface DeviceClaimSpec {
  readonly devices?: {
    readonly requests?: readonly {
      readonly name?: string
      readonly exactly?: DeviceRequestObject
      readonly firstAvailable?: readonly DeviceRequestObject[]
    }[]
    readonly constraints?: readonly {
      readonly requests?: readonly string[]
      readonly matchAttribute?: string
      readonly distinctAttribute?: string
    }[]
  }
}

/** A device that a claim has, as its status names it. */
export interface AllocationResultObject extends Partial<AllocatedDevice> {
  readonly adminAccess?: boolean
  readonly shareID?: string
  readonly consumedCapacity?: Readonly<Record<string, QuantityText>>
}

export interface ResourceClaimObject extends KubernetesObject {
  readonly spec?: DeviceClaimSpec
  readonly status?: {
    readonly allocation?: {
      readonly devices?: { readonly results?: readonly AllocationResultObject[] }
      readonly nodeSelector?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] }
    }
    readonly reservedFor?: readonly { readonly resource?: string; readonly name?: string }[]
  }
}

export interface ResourceClaimTemplateObject extends KubernetesObject {
  readonly spec?: { readonly spec?: DeviceClaimSpec }
}

/** A device that a claim has. */
export interface AllocatedDevice {
  /** `request`, or `request/alternative`. */
  readonly request: string
  readonly driver: string
  readonly pool: string
  readonly device: string
}

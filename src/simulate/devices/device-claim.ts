import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Container, NodeSelectorTerm } from '../../k8s/types.ts'
import type { Capacities } from './capacity.ts'
import type { AllocatedDevice, DeviceClaimSpec } from './objects.ts'

/** How many pods may share a claim. Mirrors resource.k8s.io ResourceClaimReservedForMaxSize, v1.36. */
export const mostConsumers = 256

/** A device that a claim has. */
export interface ClaimedDevice extends AllocatedDevice {
  /** Used beside whom it belongs to: it is not taken by that. */
  readonly isShared: boolean
  /** What is taken of a device of which several claims may have a part. */
  readonly consumed?: Capacities
}

/** The devices that a claim has, and from where they can be used. */
export interface Allocation {
  readonly devices: readonly ClaimedDevice[]
  /** Absent where they can be used from every node. */
  readonly nodes?: readonly NodeSelectorTerm[]
}

/** A ResourceClaim in one run of the control plane. */
export interface DeviceClaim {
  readonly namespace: string
  readonly name: string
  readonly spec: DeviceClaimSpec
  /** Where it is written: an object, or a template. */
  readonly at: FieldRef | undefined
  /** The pod that it was made for. */
  readonly owner?: string
  allocation: Allocation | undefined
  /** The pods that use it, and those that used it before, by what tells them apart. */
  readonly reservedFor: Map<number | string, string>
}

/** What the allocator and the controllers need to know of a pod. */
export interface DevicePod {
  readonly name: string
  readonly order: number
  readonly info: {
    readonly namespace: string
    /** Extended resources among them, by name. */
    readonly requests?: { readonly scalars: ReadonlyMap<string, number> }
    readonly spec: {
      readonly containers?: readonly Container[]
      readonly initContainers?: readonly Container[]
      readonly resourceClaims?: readonly {
        readonly name?: string
        readonly resourceClaimName?: string
        readonly resourceClaimTemplateName?: string
      }[]
    }
  }
}

/** A claim of a pod. */
export interface PodDeviceClaim {
  /** In `spec.resourceClaims`. */
  readonly index: number
  /** The object that the pod names: the claim, or the template. */
  readonly named: { readonly kind: 'ResourceClaim' | 'ResourceClaimTemplate'; readonly name: string }
  readonly claim: DeviceClaim | undefined
}

/** Whether a pod uses devices through claims. */
export function usesDevices({ info }: DevicePod): boolean {
  return (info.spec.resourceClaims ?? []).length > 0
}

/** A key that pods of the same made-up name do not share. */
export function generatedClaimKey(pod: DevicePod, claim: string): string {
  return `${pod.info.namespace}/${pod.name}#${pod.order}/${claim}`
}

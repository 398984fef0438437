import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { PodSpec } from '../../k8s/types.ts'
import type { Address } from './addresses.ts'
import type { Protocol } from './connections.ts'

/** Something that makes pods, or a bare pod: what answers name. */
export interface Workload {
  /** `shop/web[Deployment]` */
  readonly id: string
  readonly namespace: string
  readonly name: string
  readonly kind: string
  /** How many pods it asks for, where a number in the text says so. */
  readonly replicas: number | undefined
  readonly hostNetwork: boolean
  /** The object that declares it. */
  readonly resource: Resource
}

/** A port that a container declares. */
export interface DeclaredPort {
  readonly name: string | undefined
  readonly protocol: Protocol
  readonly port: number
}

/** Pods of one workload that nothing distinguishes to the network. */
export interface Endpoint {
  readonly workload: Workload
  /** The names of the pods that it stands for, where they are known. */
  readonly pods: readonly string[]
  readonly namespace: string
  readonly labels: Labels
  readonly ports: readonly DeclaredPort[]
  /** Empty where they are not known. */
  readonly addresses: readonly Address[]
  readonly hostNetwork: boolean
  readonly node?: string
  readonly spec: PodSpec
}

/** What is known of single pods beside the manifests. */
export interface PodFact {
  readonly namespace: string
  readonly pod: string
  readonly node?: string | null
  readonly ips?: readonly string[]
}

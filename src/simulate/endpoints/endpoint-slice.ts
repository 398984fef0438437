/** A port that the endpoints of a slice answer at. */
export interface EndpointPort {
  readonly name: string
  readonly protocol: string
  readonly port?: number
  readonly appProtocol?: string
}

/** Where a Service sends its traffic to: a pod, or addresses written by hand. */
export interface Endpoint {
  readonly pod?: string
  /** Only where they are given. */
  readonly addresses?: readonly string[]
  readonly ready?: boolean
  readonly node?: string
  readonly hostname?: string
  /** How many equal pods this one stands for. */
  readonly count?: number
}

/** An EndpointSlice of a Service. */
export interface EndpointSlice {
  readonly namespace: string
  readonly service: string
  readonly addressType: string
  readonly ports: readonly EndpointPort[]
  readonly endpoints: readonly Endpoint[]
}

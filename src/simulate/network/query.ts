import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Protocol } from './connections.ts'
import type { Action, Direction, Tier } from './policy.ts'
import type { Reason } from './reasons.ts'

/** One question: may this end talk to that one on this port? */
export interface Query {
  /** As given; answers carry it. */
  readonly id: unknown
  /** `NS/POD`, `NS/NAME[KIND]`, `ip:ADDRESS` */
  readonly from: string
  /** The same, or `svc:NS/NAME`, whose port is the Service's. */
  readonly to: string
  readonly protocol: Protocol
  readonly port: number
}

export type Decision = 'allow' | 'deny' | 'depends'

/** A policy that decides, or an earlier one that passed the decision on. */
export interface Step {
  readonly direction: Direction
  readonly tier: Tier
  readonly policy: string
  /** Absent where a policy isolates and no rule of it allows. */
  readonly rule?: number
  readonly action: Action
  readonly at: FieldRef
}

export interface Answer {
  readonly id: unknown
  readonly verdict: Decision
  readonly egress: Decision
  readonly ingress: Decision
  /** From a pod to itself, which no policy forbids. */
  readonly loopback: boolean
  readonly on: readonly Reason[]
  readonly why: readonly Step[]
}

/** An end of a query that is not in the input. */
export interface UnknownEnd {
  readonly id: unknown
  readonly end: string
}

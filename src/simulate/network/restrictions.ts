import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'

/** A policy that regards a workload. */
interface Restriction {
  readonly name: string
  /** Where it says whom it is about. */
  readonly at: FieldRef
}

/** The policies that regard a workload, by direction. */
export type Restrictions = Readonly<Record<Direction, readonly Restriction[]>>

/** By id of the workload, the policies that regard any of its pods. */
export function restrictionsOf(network: Network): ReadonlyMap<string, Restrictions> {
  const found = new Map<string, Restrictions>()
  for (const [member, { workload }] of network.universe.endpoints.entries()) {
    if (found.has(workload.id)) continue
    const [egress, ingress] = (['egress', 'ingress'] as const).map(direction =>
      network.policiesOf(direction, member).map(({ compiled: { policy } }) => ({ name: policy.name, at: policy.subjectAt }))
    )
    found.set(workload.id, { egress: egress!, ingress: ingress! })
  }
  return found
}

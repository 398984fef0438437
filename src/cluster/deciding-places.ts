import type { Refusal } from '../apiserver/answer.ts'
import type { Cluster } from './cluster.ts'
import { FieldRef } from './field-ref.ts'

/** A place that a refusal rests on, and what it says there. */
export interface DecidingPlace {
  readonly at: FieldRef
  readonly message: string
}

/** Where the objects that a refusal rests on are declared; those that nobody declares are left out. */
export function decidingPlaces({ decidedBy = [] }: Refusal, cluster: Cluster): readonly DecidingPlace[] {
  return decidedBy.flatMap(({ group, kind, namespace, name, path, note }) => {
    const resource = cluster.find(group, kind, namespace, name)
    return resource === undefined ? [] : [{ at: new FieldRef(resource, path), message: note }]
  })
}

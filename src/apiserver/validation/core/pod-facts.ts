import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { volumesErrors } from './volumes.ts'

/** What the checks of containers need to know of their pod. */
export interface PodFacts {
  /** The errors of the volumes, in their order. */
  readonly volumeErrors: readonly FieldError[]
  /** The volumes without an error, by name: others do not count as there. */
  readonly volumes: ReadonlyMap<string, Field>
  readonly claimNames: ReadonlySet<string>
  /** Whether the users of the containers are those of the node. */
  readonly hostUsers: boolean
  readonly restartPolicy: string
  /** A negative one counts as 1. */
  readonly gracePeriod: number | undefined
}

/** The pod spec that was asked about last. */
let last: { readonly spec: Field; readonly facts: PodFacts } | undefined
const withoutVolumes: ReturnType<typeof volumesErrors> = { errors: [], volumes: new Map() }

/** The facts of a pod spec, found once. */
export function podFacts(spec: Field, context: ValidationContext): PodFacts {
  if (last?.spec === spec) return last.facts
  const facts = findFacts(spec, context)
  last = { spec, facts }
  return facts
}

/** The facts of the pod that a container is of. */
export function factsOfContainer(container: Field, context: ValidationContext): PodFacts {
  return podFacts(container.parent!.parent!, context)
}

function findFacts(spec: Field, context: ValidationContext): PodFacts {
  const { errors, volumes } = spec.child('volumes').empty ? withoutVolumes : volumesErrors(spec, context)
  const claims = spec.child('resourceClaims').items.map(claim => claim.child('name').text)
  const grace = spec.child('terminationGracePeriodSeconds').value
  return {
    volumeErrors: errors,
    volumes,
    claimNames: new Set(claims.filter(name => name !== '')),
    hostUsers: spec.child('hostUsers').value !== false,
    restartPolicy: spec.child('restartPolicy').text,
    gracePeriod: typeof grace === 'number' ? (grace < 0 ? 1 : grace) : undefined,
  }
}

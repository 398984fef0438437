import { isDeepStrictEqual } from 'node:util'

type Entry = Readonly<Record<string, unknown>> & { readonly namespace?: string; readonly name?: string }
/** The arrays of a settled state, as recordings and results both have them. */
export type SettledState = Readonly<Record<string, unknown>>

/** What of each array is compared. */
const compared: readonly (readonly [mark: string, array: string, fields: readonly string[]])[] = [
  ['claims', 'persistentVolumeClaims', ['phase']],
  ['volumes', 'persistentVolumes', ['phase']],
  ['deployments', 'deployments', ['desired', 'updated', 'available']],
  ['stateful sets', 'statefulSets', ['replicas', 'ready']],
  ['daemon sets', 'daemonSets', ['desired', 'current', 'misscheduled']],
  ['jobs', 'jobs', ['active']],
  ['quotas', 'resourceQuotas', ['used']],
  ['budgets', 'podDisruptionBudgets', ['disruptionsAllowed', 'desiredHealthy', 'expectedPods']],
]

/** Compares the state in which nothing changes any more; `mark` is told of each object. */
export function compareSettled(recorded: SettledState, ours: SettledState, mark: (name: string, agrees: boolean) => boolean): void {
  for (const [name, array, fields] of compared) {
    const known = new Map(entries(ours[array]).map(entry => [key(entry), entry]))
    for (const entry of entries(recorded[array])) {
      if (entry.name?.startsWith('pvc-') === true) continue
      const own = known.get(key(entry))
      mark(
        name,
        own !== undefined && fields.every(field => isDeepStrictEqual(entry[field] ?? zero(own[field]), own[field] ?? zero(entry[field])))
      )
    }
  }
}

function entries(list: unknown): readonly Entry[] {
  return Array.isArray(list) ? (list as Entry[]) : []
}

function key({ namespace = '', name = '' }: Entry): string {
  return `${namespace}/${name}`
}

/** A count that is left out is zero. */
function zero(other: unknown): unknown {
  return typeof other === 'number' ? 0 : undefined
}

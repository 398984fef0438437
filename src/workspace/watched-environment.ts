import type { Environment } from '../cluster/environment.ts'
import type { Reader, Reads } from './reads.ts'

/** What of an environment follows from the set, and may be another after any change of it. */
const volatile = ['requests', 'createPod', 'serve', 'startOver', 'devices'] as const

/**
 * The environment that there is at the time, which notes when something is read that follows from the set, for something that was made for
 * all where `by` is given.
 */
export function watchedEnvironment(now: () => Environment, reads: Reads, by?: Reader): Environment {
  const watched = { ...now() }
  for (const key of volatile)
    Object.defineProperty(watched, key, {
      enumerable: true,
      get: () => {
        reads.note('all', by)
        return now()[key]
      },
    })
  return watched
}

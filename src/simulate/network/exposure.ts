import { byWorkload, verdictWords, type Words } from './connection-list.ts'
import type { Network } from './network.ts'
import { anyPod } from './outsiders.ts'
import type { Direction } from './policy.ts'
import { reason } from './reasons.ts'

/** What a workload may exchange with pods that the input does not hold. */
export interface Exposure {
  readonly workload: string
  readonly direction: Direction
  /** Whether any policy regards it in this direction. */
  readonly protected: boolean
  /** Any pod first, then those for which something else holds. */
  readonly peers: readonly (Words & { readonly peer: string })[]
}

/** One entry for each workload and direction. */
export function exposures(network: Network): readonly Exposure[] {
  const { universe, verdicts } = network
  const wordsOf = verdictWords(network)
  const outsiders = [...universe.outsiders.entries()].map(([i, { name }]) => ({ name, member: universe.firstOutsider + i }))
  const any = outsiders.find(({ name }) => name === anyPod.name)
  const special = outsiders.filter(({ name, member }) => member !== any?.member && !name.startsWith('{'))
  return byWorkload(network).flatMap(([{ id }, members]) =>
    (['egress', 'ingress'] as const).map((direction): Exposure => {
      const verdictFor = (other: number): number =>
        members
          .map(member => network.oneSided(direction, member, other))
          .reduce((all, each) => verdicts.either(all, each, reason('replica')))
      const general = any === undefined ? 0 : verdictFor(any.member)
      const isProtected = members.some(member => network.policiesOf(direction, member).length > 0)
      const others = special.flatMap(({ name, member }) => {
        const verdict = verdictFor(member)
        return verdict === general ? [] : [{ peer: name, ...(wordsOf(verdict) ?? nothingAllowed) }]
      })
      const generalWords = wordsOf(general)
      const first = generalWords === undefined ? [] : [{ peer: anyPod.name, ...generalWords }]
      const isClosed = generalWords === undefined
      const listed = others.filter(({ allow, depends }) => !isClosed || allow !== noConnections || depends !== undefined)
      return { workload: id, direction, protected: isProtected, peers: isProtected ? [...first, ...listed] : first }
    })
  )
}

const noConnections = 'No Connections'
const nothingAllowed: Words = { allow: noConnections, on: [] }

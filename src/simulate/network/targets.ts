import type { Reasons } from './reasons.ts'

/** Where traffic may arrive: members of the network's universe, each with the port that it arrives at. */
export interface Target {
  readonly member: number
  readonly port: number
}

/** Everywhere that traffic may arrive, and what decides between several places. */
export interface Targets {
  readonly list: readonly Target[]
  readonly differ: Reasons
}

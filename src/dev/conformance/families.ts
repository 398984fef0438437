import { apiServer } from './apiserver.ts'
import type { Family } from './recording.ts'
import { scenarios } from './scenarios.ts'

/** The kinds of recordings that are compared, in the order of the data flow. */
export const families: readonly Family[] = [apiServer, scenarios]

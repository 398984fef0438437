import { apiServer } from './apiserver.ts'
import { customResources } from './custom-resources.ts'
import type { Family } from './recording.ts'
import { scenarios } from './scenarios.ts'
import { storedObjects } from './stored-objects.ts'
import { updates } from './updates.ts'

/** The kinds of recordings that are compared, in the order of the data flow. */
export const families: readonly Family[] = [apiServer, storedObjects, updates, customResources, scenarios]

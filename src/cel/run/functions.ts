import { authorizationFunctions } from '../library/authorization.ts'
import { formatFunctions } from '../library/formats.ts'
import { jsonPatchFunctions } from '../library/json-patch.ts'
import { laterListFunctions } from '../library/later-lists.ts'
import { listFunctions } from '../library/lists.ts'
import { networkFunctions } from '../library/network.ts'
import { optionalFunctions } from '../library/optionals.ts'
import { quantityFunctions } from '../library/quantities.ts'
import { regexFunctions } from '../library/regexes.ts'
import { semverFunctions } from '../library/semver.ts'
import { setFunctions } from '../library/sets.ts'
import { stringFunctions } from '../library/strings.ts'
import { urlFunctions } from '../library/urls.ts'
import { arithmetic } from '../operators/arithmetic.ts'
import { comparison } from '../operators/comparison.ts'
import { containers } from '../operators/containers.ts'
import { conversions } from '../operators/conversions.ts'
import { timeParts } from '../operators/time-parts.ts'
import type { CelFunction, FunctionTable } from './cel-function.ts'

/** All functions by name; those that two libraries share try one after the other. */
export const functions: ReadonlyMap<string, CelFunction> = merge([
  arithmetic,
  comparison,
  containers,
  conversions,
  timeParts,
  stringFunctions,
  listFunctions,
  laterListFunctions,
  setFunctions,
  regexFunctions,
  urlFunctions,
  quantityFunctions,
  networkFunctions,
  formatFunctions,
  semverFunctions,
  authorizationFunctions,
  optionalFunctions,
  jsonPatchFunctions,
])

function merge(tables: readonly FunctionTable[]): Map<string, CelFunction> {
  const merged = new Map<string, CelFunction>()
  for (const table of tables)
    for (const [name, own] of Object.entries(table)) {
      const known = merged.get(name)
      merged.set(
        name,
        known === undefined ? own : (args, runtime, overload) => known(args, runtime, overload) ?? own(args, runtime, overload)
      )
    }
  return merged
}

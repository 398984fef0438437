import type { ServerWarning } from '../answer.ts'
import type { Field } from '../validation/field.ts'
import { fractionalBytesWarnings } from './core/fractional-bytes.ts'

/** A claim of part of a byte. Mirrors pkg/api/persistentvolumeclaim/util.go GetWarningsForPersistentVolumeClaimSpec, v1.36; `printed` is how the server calls the resources. */
export function claimSizeWarnings(resources: Field, printed: string): readonly ServerWarning[] {
  const shown = resources.printedAs(printed)
  return ['requests', 'limits'].flatMap(list => [...fractionalBytesWarnings(shown.child(list), ['storage'])])
}

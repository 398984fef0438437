import { goQuote } from '../../../k8s/go-quote.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'

const since = 35

/** Mirrors pkg/registry/resource/resourceslice/strategy.go WarningsOnCreate, v1.36. */
export function resourceSliceWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const driver = Field.root(object).at('spec.driver')
  if (version.minor < since || driver.text === driver.text.toLowerCase()) return []
  const words = `driver names should be lowercase; ${goQuote(driver.text)} contains uppercase characters`
  return [{ message: `${driver.name}: ${words}`, path: driver.path }]
}

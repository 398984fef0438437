import type { Field } from '../field.ts'
import { isDeepStrictEqual } from './equal.ts'

/** Parts of a version that the server keeps once, if all versions have the same. */
export type VersionPart = 'schema' | 'subresources' | 'additionalPrinterColumns' | 'selectableFields'

const hoistedNames: Readonly<Record<VersionPart, string>> = {
  schema: 'validation',
  subresources: 'subresources',
  additionalPrinterColumns: 'additionalPrinterColumns',
  selectableFields: 'selectableFields',
}

/** Whether all versions have the same. Mirrors apiextensions-apiserver pkg/apis/apiextensions/v1/conversion.go, v1.36. */
export function isHoisted(spec: Field, part: VersionPart): boolean {
  const versions = spec.child('versions').items
  const first = meaning(versions[0]?.child(part).value)
  return versions.slice(1).every(version => isDeepStrictEqual(meaning(version.child(part).value), first))
}

/** The places where the server looks for a part, with the names that it gives them, and the versions they are of. */
export function placesOf(spec: Field, part: VersionPart): readonly { readonly field: Field; readonly versions: readonly Field[] }[] {
  const versions = spec.child('versions').items
  const first = versions[0]
  if (first === undefined) return []
  if (!isHoisted(spec, part)) return versions.map(version => ({ field: version.child(part), versions: [version] }))
  return [{ field: first.child(part).printedAs(`${spec.name}.${hoistedNames[part]}`), versions }]
}

/** Nothing, in all its ways, is the same. */
function meaning(value: unknown): unknown {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value
}

import type { Objection } from '../../apiserver/answer.ts'
import type { AdmissionView } from '../../apiserver/index.ts'
import type { Resource } from '../resource.ts'

const group = 'apiextensions.k8s.io'
const kind = 'CustomResourceDefinition'

/**
 * The answer to an object of a custom kind whose definition is not there yet; in an open world, only one that comes later in the same file
 * surely is not. Mirrors apimachinery pkg/api/meta/errors.go NoKindMatchError, v1.36.
 */
export function missingDefinition(resource: Resource, later: ReadonlySet<string>, view: AdmissionView): Objection | undefined {
  const { custom, apiVersion, kind: ofKind } = resource.type
  if (custom === undefined || view.find(group, kind, null, custom.definition) !== undefined) return undefined
  if (view.world === 'open' && !later.has(placeOf(resource, custom.definition))) return undefined
  const message = `no matches for kind ${JSON.stringify(ofKind)} in version ${JSON.stringify(apiVersion)}`
  return { stage: 'discover', code: 404, reason: 'NotFound', message, errors: [], at: ['kind'] }
}

/** The definitions of a set, each with the file that holds it. */
export function definitionPlaces(resources: readonly Resource[]): ReadonlySet<string> {
  const definitions = resources.filter(({ type }) => type.kind === kind && type.group === group)
  return new Set(definitions.map(resource => placeOf(resource, resource.name ?? '')))
}

function placeOf({ document }: Resource, definition: string): string {
  return `${document.file.path}\u0000${definition}`
}

import type { FieldPath } from '../../k8s/field-path.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { Refusal } from '../answer.ts'
import type { ResourceAttributes } from './rule-allows.ts'
import type { User } from './user.ts'

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

/** The answer to a request that nobody allowed. Mirrors apiserver pkg/endpoints/handlers/responsewriters/errors.go Forbidden, v1.36. */
export function unauthorized(user: User, attributes: ResourceAttributes, reason: string): Refusal {
  const { verb, group, resource, subresource, name, namespace } = attributes
  const asked = goQuote(subresource === '' ? resource : `${resource}/${subresource}`)
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace ${goQuote(namespace)}`
  const words = `User ${goQuote(user.name)} cannot ${verb} resource ${asked} in API group ${goQuote(group)} ${scope}`
  const escaped = words.replace(/[&<>]/g, character => entities.get(character)!)
  return forbiddenResource({ plural: resource, group }, name, `${escaped}${reason === '' ? '' : `: ${reason}`}`, [])
}

/** Mirrors apimachinery pkg/api/errors/errors.go NewForbidden, v1.36. */
export function forbiddenResource(
  { plural, group }: Pick<ResourceType, 'plural' | 'group'>,
  name: string,
  why: string,
  at: FieldPath
): Refusal {
  const qualified = group === '' ? plural : `${plural}.${group}`
  const title = name === '' ? qualified : `${qualified} ${goQuote(name)}`
  return { code: 403, reason: 'Forbidden', message: `${title} is forbidden: ${why}`, errors: [], at }
}

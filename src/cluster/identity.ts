import type { Resource } from './resource.ts'

/** Group, kind, namespace and name of an object as one text; undefined for an object without a name, which never is another's double. */
export function identityOf(resource: Resource): string | undefined {
  if (resource.name === null) return undefined
  return `${resource.type.kind}.${resource.type.group}/${resource.namespace ?? ''}/${resource.name}`
}

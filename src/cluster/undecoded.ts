import { valueAt } from '../k8s/field-path.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import type { Declaration } from './declaration.ts'
import type { Resource, Role } from './resource.ts'

/**
 * An object of a kind that no schema in reach knows, as a resource whose values nobody has checked: whoever reads one must be ready for
 * values of any type. Undefined for what is no object of such a kind.
 */
export function undecodedResource(declaration: Declaration, role: Role, order: number): Resource | undefined {
  const { document, root, problem, apiVersion, kind, name = null } = declaration
  if (apiVersion === undefined || kind === undefined || problem !== 'unknown-kind') return undefined
  const value = valueAt(document.partial ?? document.value, root)
  if (typeof value !== 'object' || value === null) return undefined
  const slash = apiVersion.indexOf('/')
  const written = valueAt(value, ['metadata', 'namespace'])
  return {
    type: {
      apiVersion,
      group: slash === -1 ? '' : apiVersion.slice(0, slash),
      version: apiVersion.slice(slash + 1),
      kind,
      plural: '',
      namespaced: typeof written === 'string',
    },
    namespace: typeof written === 'string' ? written : null,
    name,
    object: value as KubernetesObject,
    written: value as KubernetesObject,
    decodeErrors: [],
    document,
    root,
    role,
    order,
  }
}

import type { KubernetesObject } from '../../k8s/types.ts'
import { isStruct } from '../defaults/fill.ts'

type Prepare = (object: KubernetesObject) => KubernetesObject

/** The object without what lies at a path of struct members; the same object where nothing does. */
export function without<T extends object>(object: T, path: readonly string[]): T {
  const [key, ...rest] = path
  if (key === undefined || !Object.hasOwn(object, key)) return object
  const { [key]: member, ...others } = object as Record<string, unknown>
  if (rest.length === 0) return others as T
  if (!isStruct(member)) return object
  const changed = without(member, rest)
  return changed === member ? object : ({ ...object, [key]: changed } as T)
}

/** A create may not set the status. */
export const withoutStatus: Prepare = object => without(object, ['status'])

import type { Cluster } from '../cluster/cluster.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Resource } from '../cluster/resource.ts'

/** Pods' own fields don't nest deeper. */
const deepest = 12

/**
 * Tells of a key whether it is in the metadata of an object of the input, or in the spec of its pods. They are looked through one after the
 * other, and no further than the questions make necessary.
 */
export function fieldsOf(input: readonly Resource[], cluster: Cluster): (name: string) => boolean {
  const seen = new Set<string>()
  const templates = cluster.podTemplates.filter(({ owner }) => owner.role === 'input')
  let nextObject = 0
  let nextTemplate = 0
  return name => {
    while (!seen.has(name) && nextTemplate < templates.length) addKeys(templates[nextTemplate++]!.spec, seen, deepest)
    while (!seen.has(name) && nextObject < input.length) addKeys(input[nextObject++]!.object.metadata, seen, 1)
    return seen.has(name)
  }
}

/** The keys that count of one object, and of the pods that it makes. */
export function keysOf({ object }: Resource, template: PodTemplate | undefined): ReadonlySet<string> {
  const keys = new Set<string>()
  addKeys(object.metadata, keys, 1)
  if (template !== undefined) addKeys(template.spec, keys, deepest)
  return keys
}

function addKeys(value: unknown, keys: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth === 0) return
  if (Array.isArray(value)) {
    for (const item of value) addKeys(item, keys, depth - 1)
    return
  }
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key]
    keys.add(key)
    if (typeof member === 'object') addKeys(member, keys, depth - 1)
  }
}

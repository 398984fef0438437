import type { LabelSelector, LabelSelectorRequirement } from '../../k8s/types.ts'

/** An object of which nothing is known: no schema has looked at it. */
export type Unchecked = Readonly<Record<string, unknown>>

/** The member of an object that is an object itself; undefined where it is none. */
export function objectIn(value: unknown, key: string): Unchecked | undefined {
  const member = memberOf(value, key)
  return typeof member === 'object' && member !== null && !Array.isArray(member) ? (member as Unchecked) : undefined
}

/** The items of a list of an object; none where it has no such list. */
export function listIn(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key)
  return Array.isArray(member) ? member : []
}

export function textIn(value: unknown, key: string): string | undefined {
  const member = memberOf(value, key)
  return typeof member === 'string' ? member : undefined
}

export function numberIn(value: unknown, key: string): number | undefined {
  const member = memberOf(value, key)
  return typeof member === 'number' ? member : undefined
}

/** The value of a key that the object itself has. */
export function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Unchecked)[key] : undefined
}

/** A label selector; what of it is of a wrong type is left out. */
export function selectorIn(value: unknown, key: string): LabelSelector | undefined {
  const selector = objectIn(value, key)
  if (selector === undefined) return undefined
  const labels = Object.entries(objectIn(selector, 'matchLabels') ?? {}).filter(([, text]) => typeof text === 'string')
  return {
    matchLabels: Object.fromEntries(labels) as Readonly<Record<string, string>>,
    matchExpressions: listIn(selector, 'matchExpressions').flatMap(requirementOf),
  }
}

function requirementOf(value: unknown): readonly LabelSelectorRequirement[] {
  const key = textIn(value, 'key')
  const operator = textIn(value, 'operator')
  if (key === undefined || operator === undefined) return []
  return [{ key, operator, values: listIn(value, 'values').filter(item => typeof item === 'string') }]
}

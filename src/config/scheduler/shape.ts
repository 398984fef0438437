import { nearestName } from '../../k8s/nearest.ts'
import type { Path } from '../../source/path.ts'

/** A mistake in a configuration, and where it is. */
export interface Mistake {
  readonly path: Path
  readonly message: string
}

/** What a value may be; `any` is not looked into. */
export type Shape = 'any' | 'text' | 'integer' | 'switch' | { readonly list: Shape } | { readonly fields: Readonly<Record<string, Shape>> }

/** Mirrors int32. */
const greatestInteger = 2 ** 31 - 1

/** Where a value is not of its shape, as a strict decoder finds it. */
export function mistakesOf(value: unknown, shape: Shape, path: Path = []): readonly Mistake[] {
  if (value === undefined || value === null || shape === 'any') return []
  if (shape === 'text') return typeof value === 'string' ? [] : [wrong(value, 'a text', path)]
  if (shape === 'integer')
    return Number.isInteger(value) && Math.abs(value as number) <= greatestInteger ? [] : [wrong(value, 'a whole number', path)]
  if (shape === 'switch') return typeof value === 'boolean' ? [] : [wrong(value, 'true or false', path)]
  if ('list' in shape) {
    if (!Array.isArray(value)) return [wrong(value, 'a list', path)]
    return value.flatMap((item, index) =>
      item === null ? [wrong(item, 'a value', [...path, index])] : mistakesOf(item, shape.list, [...path, index])
    )
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [wrong(value, 'a mapping', path)]
  return Object.entries(value).flatMap(([key, item]) =>
    Object.hasOwn(shape.fields, key) ? mistakesOf(item, shape.fields[key]!, [...path, key]) : [unknownField(key, shape.fields, path)]
  )
}

function wrong(value: unknown, wanted: string, path: Path): Mistake {
  return { path, message: `Invalid value: ${JSON.stringify(value)}: must be ${wanted}` }
}

function unknownField(key: string, fields: Readonly<Record<string, Shape>>, path: Path): Mistake {
  const nearest = nearestName(key, Object.keys(fields))
  return { path: [...path, key], message: `unknown field${nearest === undefined ? '' : `, did you mean "${nearest}"?`}` }
}

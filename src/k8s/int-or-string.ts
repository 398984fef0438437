import { percentErrors } from './names/percent.ts'

/** A number, or a text that should be a percentage. */
export type IntOrString = number | string

/** The number before the per cent sign; undefined where a value is no percentage. Mirrors pkg/apis/apps/validation getPercentValue, v1.36. */
export function percentOf(value: unknown): number | undefined {
  return typeof value === 'string' && percentErrors(value).length === 0 ? Number(value.slice(0, -1)) : undefined
}

/** The number of a percentage, or the number itself; a text that holds no number counts as 0. Mirrors getIntOrPercentValue. */
export function intOrPercentValue(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return 0
  return percentOf(value) ?? (/^[+-]?[0-9]+$/.test(value) ? Number(value) : 0)
}

/** Mirrors ValidatePositiveIntOrPercent. */
export function intOrPercentErrors(value: unknown): readonly string[] {
  if (typeof value === 'string') return percentErrors(value)
  return typeof value === 'number' && value < 0 ? ['must be greater than or equal to 0'] : []
}

/** Mirrors IsNotMoreThan100Percent. */
export function above100PercentErrors(value: unknown): readonly string[] {
  return (percentOf(value) ?? 0) > 100 ? ['must not be greater than 100%'] : []
}

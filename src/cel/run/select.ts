import { type CelValue, celError, isKind } from '../values.ts'
import { showValue } from './show-value.ts'

/** A field of a map or an element of a list; an error where it is missing. Mirrors cel-go interpreter/attributes.go refQualify, v0.26. */
export function qualify(operand: CelValue, key: CelValue): CelValue {
  const found = qualifyIfPresent(operand, key)
  if (found !== undefined) return found
  return celError(isKind(operand, 'list') ? `index out of bounds: ${showValue(key)}` : `no such key: ${showValue(key)}`)
}

/** A field or an element; undefined where it is missing, or where the value has none. */
export function qualifyIfPresent(operand: CelValue, key: CelValue): CelValue | undefined {
  if (isKind(operand, 'map')) return operand.get(key)
  if (!isKind(operand, 'list')) return undefined
  const index = indexOf(key)
  if (typeof index !== 'number') return index
  return index >= 0 && index < operand.size ? operand.at(index) : undefined
}

function indexOf(key: CelValue): number | CelValue {
  if (typeof key === 'bigint') return Number(key)
  if (isKind(key, 'uint')) return Number(key.value)
  if (typeof key === 'number') return Number.isInteger(key) ? key : celError(`unsupported index value ${showValue(key)} in list`)
  return celError(`unsupported index type '${typeNameOf(key)}' in list`)
}

function typeNameOf(key: CelValue): string {
  if (key === null) return 'null_type'
  if (typeof key === 'boolean') return 'bool'
  return typeof key === 'string' ? 'string' : typeof key === 'object' ? key.kind : typeof key
}

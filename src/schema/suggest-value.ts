import { quantityError } from '../k8s/quantity.ts'
import { fitsInt32, fitsInt64 } from './integers.ts'
import { nodeKinds, type TypeNode } from './table.ts'

const longestMended = 40
const truths = new Map([
  ['true', 'true'],
  ['yes', 'true'],
  ['on', 'true'],
  ['false', 'false'],
  ['no', 'false'],
  ['off', 'false'],
])
const units = new Map([
  ['k', 'k'],
  ['kb', 'k'],
  ['ki', 'Ki'],
  ['kib', 'Ki'],
  ['mb', 'M'],
  ['mi', 'Mi'],
  ['mib', 'Mi'],
  ['g', 'G'],
  ['gb', 'G'],
  ['gi', 'Gi'],
  ['gib', 'Gi'],
  ['t', 'T'],
  ['tb', 'T'],
  ['ti', 'Ti'],
  ['tib', 'Ti'],
  ['p', 'P'],
  ['pb', 'P'],
  ['pi', 'Pi'],
  ['pib', 'Pi'],
])

/** What a value of the wrong type surely means, as YAML text. */
export function suggestValue(value: unknown, type: TypeNode): string | undefined {
  switch (type.kind) {
    case nodeKinds.text:
      return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
        ? JSON.stringify(String(value))
        : undefined
    case nodeKinds.boolean:
      return typeof value === 'string' ? truths.get(value.toLowerCase()) : undefined
    case nodeKinds.int32:
    case nodeKinds.int64:
    case nodeKinds.float64:
      return typeof value === 'string' ? numberIn(value, type) : undefined
    case nodeKinds.quantity:
      return typeof value === 'string' ? mendedQuantity(value) : undefined
    default:
      return undefined
  }
}

function numberIn(text: string, type: TypeNode): string | undefined {
  const trimmed = text.trim()
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(trimmed)) return undefined
  const number = Number(trimmed)
  const fits = type.kind === nodeKinds.int32 ? fitsInt32(number) : type.kind === nodeKinds.float64 || fitsInt64(number)
  return fits ? String(number) : undefined
}

/** `512mb` as `512M`, `1 Gi` as `1Gi`, `1,5` as `1.5`. */
function mendedQuantity(text: string): string | undefined {
  if (text.length > longestMended) return undefined
  const match = /^([+-]?\d+)(?:[.,](\d+))?\s*([a-zA-Z]*)$/.exec(text.trim())
  if (match === null) return undefined
  const unit = match[3] === '' || match[3] === 'm' ? match[3] : (units.get(match[3]!.toLowerCase()) ?? match[3])
  const mended = `${match[1]}${match[2] === undefined ? '' : `.${match[2]}`}${unit}`
  return mended === text || quantityError(mended) !== undefined ? undefined : mended
}

import { milli, parseQuantity, roundUpQuantity } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { change, type Struct } from '../fill.ts'

const canonical = /^(?:[1-9][0-9]{0,2}|[1-9][0-9]{0,8}[KMGT]i)?$|^[1-9][0-9]{0,2}[mkMGT]$/

/** Amounts as the server keeps them: none finer than a thousandth, null as nothing. Mirrors pkg/apis/core/v1/defaults.go SetDefaults_ResourceList, v1.36. */
export function resourceListDefaults(list: Struct): Struct {
  let changed: Record<string, unknown> | undefined
  for (const [name, written] of Object.entries(list)) {
    const kept = keptAmount(written)
    if (kept === written) continue
    changed ??= Object.assign(Object.create(null), list) as Record<string, unknown>
    changed[name] = kept
  }
  if (changed !== undefined) keepWritten(changed, list)
  return changed ?? list
}

const writtenLists = new WeakMap<Struct, Struct>()

/** Remembers of a list of amounts how they were written. */
export function keepWritten(list: Struct, written: Struct): void {
  writtenLists.set(list, written)
}

/** A list of amounts as it was written: what is printed of a struct in Go depends on it. */
export function writtenAmounts(list: Struct): Struct {
  return writtenLists.get(list) ?? list
}

/** Both lists of a container's, a claim's or a pod's resources. */
export function resourcesDefaults(resources: Struct): Struct {
  return change(change(resources, 'limits', resourceListDefaults), 'requests', resourceListDefaults)
}

function keptAmount(written: unknown): unknown {
  if (written === null) return '0'
  if (typeof written === 'string' && canonical.test(written)) return written
  if (typeof written !== 'string' && typeof written !== 'number' && typeof written !== 'bigint') return written
  const quantity = parseQuantity(written)
  return typeof quantity === 'string' ? written : formatQuantity(roundUpQuantity(quantity, milli))
}

import { compareNumbers, equal } from '../equality.ts'
import type { FunctionTable } from '../run/cel-function.ts'
import { type CelError, type CelValue, celError, isError, isKind } from '../values.ts'

/** Orders two values; undefined where they have no order. Mirrors cel-go common/types Compare, v0.26. */
export function compare(left: CelValue, right: CelValue): number | CelError | undefined {
  const numeric = compareNumbers(left, right)
  if (numeric !== undefined) return Number.isNaN(numeric) ? celError('NaN values cannot be ordered') : numeric
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right)
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  if (isKind(left, 'bytes') && isKind(right, 'bytes')) return Buffer.compare(left.bytes, right.bytes)
  if (isKind(left, 'duration') && isKind(right, 'duration')) return order(left.nanos, right.nanos)
  if (isKind(left, 'timestamp') && isKind(right, 'timestamp')) return order(left.seconds, right.seconds) || left.nanos - right.nanos
  return undefined
}

function order(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** Orders texts by their bytes. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  const [mine, theirs] = [[...left], [...right]]
  const at = mine.findIndex((character, index) => character !== theirs[index])
  if (at < 0) return -1
  return at >= theirs.length ? 1 : mine[at]!.codePointAt(0)! - theirs[at]!.codePointAt(0)!
}

function ordered(holds: (order: number) => boolean): (args: readonly CelValue[]) => CelValue | undefined {
  return ([left, right]) => {
    const order = compare(left!, right!)
    return order === undefined || typeof order === 'object' ? order : holds(order)
  }
}

/** Kubernetes' own types know no other: `dyn(ip('10.0.0.1')) == dyn(1)` has no meaning. Mirrors apiserver pkg/cel/{ip,cidr,quantity,url,semver,format}.go Equal, v1.36. */
function isForeign(left: CelValue, right: CelValue): boolean {
  return own.some(kind => isKind(left, kind) && !isKind(right, kind))
}

const own = ['ip', 'cidr', 'quantity', 'url', 'semver', 'format'] as const

/** Equality and order. */
export const comparison: FunctionTable = {
  '_==_': ([left, right]) => (isForeign(left!, right!) ? undefined : equal(left!, right!)),
  '_!=_': ([left, right]) => !equal(left!, right!),
  '_<_': ordered(order => order < 0),
  '_<=_': ordered(order => order <= 0),
  '_>_': ordered(order => order > 0),
  '_>=_': ordered(order => order >= 0),
  '!_': ([value]) => (typeof value === 'boolean' ? !value : undefined),
  '@not_strictly_false': ([value]) => (isError(value!) || typeof value !== 'boolean' ? true : value),
}

import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { clockAt } from '../run/timestamp.ts'
import { isKind } from '../values.ts'

type Part = (clock: Date, nanos: number) => number

/** A part of a moment's clock, in UTC or where a zone is named; of some, also the part of a duration. */
function part(ofClock: Part, nanosEach?: bigint): CelFunction {
  return ([value, zone]) => {
    if (isKind(value, 'duration') && zone === undefined && nanosEach !== undefined) return value.nanos / nanosEach
    if (!isKind(value, 'timestamp') || (zone !== undefined && typeof zone !== 'string')) return undefined
    const clock = clockAt(value, zone ?? 'UTC')
    return clock instanceof Date ? BigInt(ofClock(clock, value.nanos)) : clock
  }
}

/** Parts of timestamps and durations. Mirrors cel-go common/types/timestamp.go and duration.go, v0.26. */
export const timeParts: FunctionTable = {
  getFullYear: part(clock => clock.getUTCFullYear()),
  getMonth: part(clock => clock.getUTCMonth()),
  getDayOfYear: part(clock => Math.floor((clock.getTime() - Date.UTC(clock.getUTCFullYear(), 0, 1)) / 86_400_000)),
  getDayOfMonth: part(clock => clock.getUTCDate() - 1),
  getDate: part(clock => clock.getUTCDate()),
  getDayOfWeek: part(clock => clock.getUTCDay()),
  getHours: part(clock => clock.getUTCHours(), 3_600_000_000_000n),
  getMinutes: part(clock => clock.getUTCMinutes(), 60_000_000_000n),
  getSeconds: part(clock => clock.getUTCSeconds(), 1_000_000_000n),
  getMilliseconds: part((_, nanos) => Math.floor(nanos / 1_000_000), 1_000_000n),
}

import { type CelError, celError, type Tagged } from '../values.ts'

const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/
const earliest = -62_135_596_800n
const latest = 253_402_300_799n
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const timestampOverflow: CelError = celError('timestamp overflow')

/** A moment by its seconds since 1970; an error where no year from 1 to 9999 has it. */
export function timestampOf(seconds: bigint, nanos = 0, offset = 0): Tagged<'timestamp'> | CelError {
  return seconds < earliest || seconds > latest ? timestampOverflow : { kind: 'timestamp', seconds, nanos, offset }
}

/** A moment as RFC 3339 writes it; undefined where the text is none. Mirrors Go time.Parse with time.RFC3339, 1.26. */
export function parseTimestamp(text: string): Tagged<'timestamp'> | CelError | undefined {
  const match = shape.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || hour > 23 || minute > 59 || second > 59) return undefined
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (offsetHours > 24 || offsetMinutes > 60) return undefined
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes)
  const local = new Date(0)
  local.setUTCFullYear(year, month - 1, day)
  local.setUTCHours(hour, minute, second)
  const nanos = Number((match[7] ?? '').padEnd(9, '0').slice(0, 9))
  return timestampOf(BigInt(local.getTime() / 1000) - BigInt(offset * 60), nanos, offset)
}

function daysOf(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return monthDays[month - 1]! + (leap ? 1 : 0)
}

/** A moment as RFC 3339 writes it, where it was written. */
export function formatTimestamp({ seconds, nanos, offset }: Tagged<'timestamp'>): string {
  const local = new Date(Number(seconds + BigInt(offset * 60)) * 1000).toISOString().slice(0, 19)
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
  if (offset === 0) return `${local}${fraction}Z`
  const minutes = Math.abs(offset)
  const zone = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `${local}${fraction}${offset < 0 ? '-' : '+'}${zone}`
}

/** The clock of a place at a moment, as a date whose UTC parts are its own; an error where no such place is known. */
export function clockAt({ seconds }: Tagged<'timestamp'>, zone: string): Date | CelError {
  const moment = Number(seconds) * 1000
  if (zone.includes(':')) return fixedClock(moment, zone)
  if (zone === '' || zone === 'UTC') return new Date(moment)
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      dateStyle: 'short',
      timeStyle: 'long',
    }).resolvedOptions()
    return new Date(moment + zoneOffset(moment, parts.timeZone))
  } catch {
    return celError(`unknown time zone ${zone}`)
  }
}

function fixedClock(moment: number, zone: string): Date | CelError {
  const [hours, minutes] = [zone.slice(0, zone.indexOf(':')), zone.slice(zone.indexOf(':') + 1)]
  const wrong = [hours, minutes].find(part => !/^[+-]?\d{1,9}$/.test(part))
  if (wrong !== undefined) return celError(`strconv.Atoi: parsing ${JSON.stringify(wrong)}: invalid syntax`)
  const offset = Number(hours) * 60 + (zone.startsWith('-') ? -Number(minutes) : Number(minutes))
  return new Date(moment + offset * 60_000)
}

function zoneOffset(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const part = new Map(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(
    part.get('year')!,
    part.get('month')! - 1,
    part.get('day'),
    part.get('hour'),
    part.get('minute'),
    part.get('second')
  )
  return local - Math.floor(moment / 1000) * 1000
}

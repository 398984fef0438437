import { durationError } from './go-duration.ts'
import { goQuote } from './go-quote.ts'
import { isTimeZoneName } from './time-zone-names.ts'

interface Bounds {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** Minute, hour, day of the month, month, day of the week; a name counts from `min`. */
const fieldBounds: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: days },
]
const descriptors = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'])
const every = '@every '
const maxInt64 = (1n << 63n) - 1n

/** What is wrong with a schedule, in the words of the server's parser; undefined where nothing is. Mirrors github.com/robfig/cron/v3 ParseStandard. */
export function scheduleError(text: string): string | undefined {
  if (text === '') return 'empty spec string'
  const zone = /^(?:CRON_)?TZ=([^ ]*)(.*)$/s.exec(text)
  if (zone === null) return specError(text)
  const [, name = '', rest = ''] = zone
  if (name !== '' && name !== 'Local' && !isTimeZoneName(name)) return `provided bad location ${name}: unknown time zone ${name}`
  return specError(rest.trim())
}

function specError(spec: string): string | undefined {
  if (spec.startsWith('@')) return descriptorError(spec)
  const fields = spec.split(/[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/).filter(field => field !== '')
  if (fields.length !== fieldBounds.length)
    return `expected exactly ${fieldBounds.length} fields, found ${fields.length}: [${fields.join(' ')}]`
  for (const [index, field] of fields.entries())
    for (const range of field.split(','))
      if (range !== '') {
        const error = rangeError(range, fieldBounds[index]!)
        if (error !== undefined) return error
      }
  return undefined
}

function descriptorError(spec: string): string | undefined {
  if (descriptors.has(spec)) return undefined
  if (!spec.startsWith(every)) return `unrecognized descriptor: ${spec}`
  const error = durationError(spec.slice(every.length))
  return error === undefined ? undefined : `failed to parse duration ${spec}: ${error}`
}

function rangeError(text: string, bounds: Bounds): string | undefined {
  const [range = '', ...steps] = text.split('/')
  const [low = '', ...highs] = range.split('-')
  const any = low === '*' || low === '?'
  const start = any ? bounds.min : numberOrName(low, bounds)
  if (typeof start === 'string') return start
  if (!any && highs.length > 1) return `too many hyphens: ${text}`
  let end = any ? bounds.max : highs.length === 0 ? start : numberOrName(highs[0]!, bounds)
  if (typeof end === 'string') return end
  if (steps.length > 1) return `too many slashes: ${text}`
  const step = steps.length === 0 ? 1 : wholeNumber(steps[0]!)
  if (typeof step === 'string') return step
  if (steps.length === 1 && highs.length === 0) end = bounds.max
  if (start < bounds.min) return `beginning of range (${start}) below minimum (${bounds.min}): ${text}`
  if (end > bounds.max) return `end of range (${end}) above maximum (${bounds.max}): ${text}`
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`
  return step === 0 ? `step of range should be a positive number: ${text}` : undefined
}

function numberOrName(text: string, { min, names }: Bounds): number | string {
  const index = names?.indexOf(text.toLowerCase()) ?? -1
  return index === -1 ? wholeNumber(text) : index + min
}

/** The number, or what is wrong with it. */
function wholeNumber(text: string): number | string {
  const failed = `failed to parse int from ${text}: strconv.Atoi: parsing ${goQuote(text)}:`
  if (!/^[+-]?[0-9]+$/.test(text)) return `${failed} invalid syntax`
  const digits = text.replace(/^[+-]?0*/, '')
  if (digits.length > 19 || BigInt(digits || 0) > maxInt64) return `${failed} value out of range`
  return text.startsWith('-') && digits !== '' ? `negative number (${Number(text)}) not allowed: ${text}` : Number(digits)
}

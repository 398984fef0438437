/** Layouts that the API's times are read with. Mirrors apimachinery pkg/apis/meta/v1 Time and MicroTime, v1.36. */
export const rfc3339 = '2006-01-02T15:04:05Z07:00'
export const rfc3339Micro = '2006-01-02T15:04:05.000000Z07:00'

const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/
const zone = 'Z07:00'

/** Why Go's time.Parse refuses a text, in its words; undefined where it takes it. */
export function goTimeError(text: string, layout: typeof rfc3339 | typeof rfc3339Micro): string | undefined {
  if (layout === rfc3339 && usual.test(text)) return undefined
  const bytes = utf8Bytes(text)
  const parser = new TimeParser(bytes)
  const failure = parser.parse(layout === rfc3339Micro)
  if (failure === undefined) return undefined
  const subject = `parsing time ${quote(bytes)}`
  if (failure.message !== undefined) return `${subject}: ${failure.message}`
  return `${subject} as "${layout}": cannot parse ${quote(failure.rest!)} as "${failure.element}"`
}

interface TimeFailure {
  readonly rest?: string
  readonly element?: string
  readonly message?: string
}

/** Reads one text by one of the layouts. Mirrors time.parse of Go 1.26 for the elements that they have. */
class TimeParser {
  #rest: string

  constructor(bytes: string) {
    this.#rest = bytes
  }

  parse(micro: boolean): TimeFailure | undefined {
    const year = this.#rest.slice(0, 4)
    if (!/^\d{4}$/.test(year)) return this.#cannotParse('2006')
    this.#rest = this.#rest.slice(4)
    const month = this.#number('-', '01', 2, 1, 12, 'month')
    if (typeof month !== 'number') return month
    const day = this.#number('-', '02', 2, 0, 99, 'day')
    if (typeof day !== 'number') return day
    const clock =
      this.#failure('T', '15', 1, 23, 'hour') ?? this.#failure(':', '04', 2, 59, 'minute') ?? this.#failure(':', '05', 2, 59, 'second')
    if (clock !== undefined) return clock
    const fraction = micro ? this.#microseconds() : this.#anyFraction()
    const failure = fraction ?? this.#zone()
    if (failure !== undefined) return failure
    if (this.#rest !== '') return { message: `extra text: ${quote(this.#rest)}` }
    return day < 1 || day > daysIn(month, Number(year)) ? { message: 'day out of range' } : undefined
  }

  #failure(prefix: string, element: string, digits: 1 | 2, last: number, name: string): TimeFailure | undefined {
    const value = this.#number(prefix, element, digits, 0, last, name)
    return typeof value === 'number' ? undefined : value
  }

  /** `digits`: how many there must be at least; one or two are read. */
  #number(prefix: string, element: string, digits: 1 | 2, first: number, last: number, name: string): number | TimeFailure {
    if (!this.#rest.startsWith(prefix)) return this.#cannotParse(prefix)
    this.#rest = this.#rest.slice(prefix.length)
    const read = /^\d{1,2}/.exec(this.#rest)?.[0] ?? ''
    if (read.length < digits) return this.#cannotParse(element)
    this.#rest = this.#rest.slice(read.length)
    const value = Number(read)
    return value < first || value > last ? { message: `${name} out of range` } : value
  }

  #microseconds(): TimeFailure | undefined {
    const read = this.#rest.slice(0, 7)
    if (!/^[.,]\d{6}$/.test(read)) return this.#cannotParse('.000000')
    this.#rest = this.#rest.slice(7)
    return undefined
  }

  #anyFraction(): undefined {
    this.#rest = this.#rest.replace(/^[.,]\d+/, '')
  }

  #zone(): TimeFailure | undefined {
    if (this.#rest.startsWith('Z')) {
      this.#rest = this.#rest.slice(1)
      return undefined
    }
    const match = /^([\s\S])(\d\d):(\d\d)/.exec(this.#rest)
    if (match === null) return this.#zoneOfOddDigits()
    const rest = this.#rest
    this.#rest = rest.slice(6)
    if (Number(match[3]) > 60) return { message: 'time zone offset minute out of range' }
    if (Number(match[2]) > 24) return { message: 'time zone offset hour out of range' }
    return match[1] === '+' || match[1] === '-' ? undefined : { rest, element: zone }
  }

  /** The hour is compared with its range even where the minute is no number. */
  #zoneOfOddDigits(): TimeFailure {
    const hour = /^[\s\S](\d\d):[\s\S]{2}/.exec(this.#rest)?.[1]
    return hour !== undefined && Number(hour) > 24 ? { message: 'time zone offset hour out of range' } : this.#cannotParse(zone)
  }

  #cannotParse(element: string): TimeFailure {
    return { rest: this.#rest, element }
  }
}

function daysIn(month: number, year: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** One character for each byte. */
function utf8Bytes(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('')
}

/** Mirrors quote of Go's time package: bytes outside of ASCII and control characters as `\x…`. */
function quote(bytes: string): string {
  const escaped = bytes.replace(/["\\]/g, '\\$&')
  return `"${escaped.replace(/[\x00-\x1f\x80-\xff]/g, byte => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`
}

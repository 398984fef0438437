import { parseDuration } from '../../../../cel/run/duration.ts'
import { parseTimestamp, timestampOf } from '../../../../cel/run/timestamp.ts'
import { type CelValue, celError } from '../../../../cel/values.ts'
import { writtenDuration } from '../time-formats.ts'

/** A text as rules see it: moments, durations and bytes by their formats. */
export function textValue(text: string, format: string | undefined): CelValue {
  switch (format) {
    case 'duration': {
      const nanos = parseDuration(text) ?? writtenDuration(text)
      return nanos === undefined ? celError(`Invalid duration ${text}: unable to parse ${text} as duration`) : { kind: 'duration', nanos }
    }
    case 'date':
      return parseTimestamp(`${text}T00:00:00Z`) ?? celError(`Invalid date formatted string ${text}`)
    case 'date-time':
      return dateTime(text) ?? celError(`Invalid date-time formatted string ${text}`)
    case 'byte':
      return bytes(text) ?? celError(`Invalid byte formatted string ${text}`)
    default:
      return text
  }
}

/** Also times without a zone. Mirrors kube-openapi pkg/validation/strfmt/time.go ParseDateTime. */
function dateTime(text: string): CelValue | undefined {
  if (text === '') return timestampOf(0n)
  return parseTimestamp(text) ?? parseTimestamp(`${text}Z`)
}

/** Base64 of the alphabet for URLs. */
function bytes(text: string): CelValue | undefined {
  if (!/^[A-Za-z0-9_-]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.from(text, 'base64url')) }
}

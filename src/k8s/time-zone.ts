import { isTimeZoneName } from './time-zone-names.ts'

const part = /^[A-Za-z.\-_0-9+]{1,14}$/

/** What is wrong with a text as a time zone, in the server's words. Mirrors pkg/apis/batch/validation validateTimeZone, v1.36. */
export function timeZoneErrors(text: string): readonly string[] {
  if (text === '') return ['timeZone must be nil or non-empty string']
  const unknown = `unknown time zone ${text}`
  if (text.split('/').some(name => name === '.' || name === '..' || name.startsWith('-') || !part.test(name))) return [unknown]
  const errors: string[] = []
  if (text.toLowerCase() === 'local') errors.push('timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones')
  return text === 'Local' || isTimeZoneName(text) ? errors : [...errors, unknown]
}

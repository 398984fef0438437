import { inclusiveRangeWords, maxLengthWords } from './regex-words.ts'

const maxPort = 65535
const maxNameLength = 15

/** Mirrors apimachinery pkg/util/validation/validation.go IsValidPortNum, v1.36. */
export function portNumberErrors(port: number): readonly string[] {
  return port >= 1 && port <= maxPort ? [] : [inclusiveRangeWords(1, maxPort)]
}

/** What is wrong with a text as the name of a port. Mirrors IsValidPortName. */
export function portNameErrors(text: string): readonly string[] {
  const errors: string[] = []
  if (text.length > maxNameLength) errors.push(maxLengthWords(maxNameLength))
  if (!/^[-a-z0-9]+$/.test(text)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(text)) errors.push('must contain at least one letter (a-z)')
  if (text.includes('--')) errors.push('must not contain consecutive hyphens')
  if (text.startsWith('-') || text.endsWith('-')) errors.push('must not begin or end with a hyphen')
  return errors
}

/** What is wrong with a port that is given as a number or by its name. Mirrors pkg/apis/core/validation ValidatePortNumOrName, v1.36. */
export function portErrors(port: unknown): readonly string[] {
  return typeof port === 'string' ? portNameErrors(port) : portNumberErrors(typeof port === 'number' ? port : 0)
}

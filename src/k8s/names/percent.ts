import { regexWords } from './regex-words.ts'

const format = '[0-9]+%'
const percent = new RegExp(`^${format}$`)
const words = regexWords("a valid percent string must be a numeric string followed by an ending '%'", format, '1%', '93%')

/** Mirrors apimachinery pkg/util/validation/validation.go IsValidPercent, v1.36. */
export function percentErrors(text: string): readonly string[] {
  return percent.test(text) ? [] : [words]
}

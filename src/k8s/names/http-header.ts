import { regexWords } from './regex-words.ts'

const format = '[-A-Za-z0-9]+'
const header = new RegExp(`^${format}$`)
const words = regexWords("a valid HTTP header must consist of alphanumeric characters or '-'", format, 'X-Header-Name')

/** Mirrors apimachinery pkg/util/validation/validation.go IsHTTPHeaderName, v1.36. */
export function httpHeaderErrors(text: string): readonly string[] {
  return header.test(text) ? [] : [words]
}

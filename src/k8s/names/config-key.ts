import { byteLength } from './byte-length.ts'
import { parentFolderErrors } from './file-path.ts'
import { maxLengthWords, regexWords } from './regex-words.ts'

const format = '[-._a-zA-Z0-9]+'
const key = new RegExp(`^${format}$`)
const words = regexWords(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  format,
  'key.name',
  'KEY_NAME',
  'key-name'
)
const maxLength = 253

/** The key of a ConfigMap or Secret. Mirrors apimachinery pkg/util/validation/validation.go IsConfigMapKey, v1.36. */
export function configKeyErrors(text: string): readonly string[] {
  return [
    ...(byteLength(text) > maxLength ? [maxLengthWords(maxLength)] : []),
    ...(key.test(text) ? [] : [words]),
    ...parentFolderErrors(text),
  ]
}

import { parentFolderErrors } from './file-path.ts'
import { regexWords } from './regex-words.ts'

const format = '[-._a-zA-Z][-._a-zA-Z0-9]*'
const strict = new RegExp(`^${format}$`)
const words = regexWords(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  format,
  'my.env-name',
  'MY_ENV.NAME',
  'MyEnvName1'
)
const relaxed = /^[ -<>-~]*$/

/** The name of an environment variable as it had to be before RelaxedEnvironmentVariableValidation. Mirrors apimachinery pkg/util/validation/validation.go IsEnvVarName, v1.36. */
export function strictEnvNameErrors(text: string): readonly string[] {
  return [...(strict.test(text) ? [] : [words]), ...parentFolderErrors(text)]
}

/** Mirrors IsRelaxedEnvVarName. */
export function envNameErrors(text: string): readonly string[] {
  if (text === '') return ['environment variable name must be non-empty']
  return relaxed.test(text) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
}

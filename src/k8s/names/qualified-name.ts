import { isAtLeast, type KubernetesVersion, newestVersion } from '../version.ts'
import { byteLength } from './byte-length.ts'
import { hasSubdomainForm, maxSubdomainLength, subdomainFormWords } from './dns.ts'
import { regexWords } from './regex-words.ts'

const nameFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const name = new RegExp(`^${nameFormat}$`)
const value = new RegExp(`^(${nameFormat})?$`)
const simpleKey = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const words = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const nameWords = regexWords(words, nameFormat, 'MyName', 'my.name', '123-abc')
const partsWords = (what: string): string =>
  `a ${what} ${nameWords} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`
const valueWords = regexWords(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  `(${nameFormat})?`,
  'MyValue',
  'my_value',
  '12345'
)
const maxNameLength = 63
const none: readonly string[] = []

/**
 * What is wrong with a text as a qualified name, the key of a label, in the server's words; nothing where it is one.
 * Mirrors apimachinery pkg/api/validate/content IsLabelKey, v1.36; older versions count characters.
 */
export function qualifiedNameErrors(text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  const slash = text.indexOf('/')
  if (simpleKey.test(slash === -1 ? text : text.slice(slash + 1)) && (slash === -1 || isPrefix(text.slice(0, slash)))) return none
  const parts = text.split('/')
  if (parts.length > 2) return [partsWords(isAtLeast(version, 35) ? 'valid label key' : 'qualified name')]
  const own = ownNameErrors(parts.at(-1)!, version)
  return parts.length === 2 ? [...prefixErrors(parts[0]!, version), ...own] : own
}

/** What is wrong with a text as the value of a label. Mirrors IsLabelValue, v1.36. */
export function labelValueErrors(text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  if (text === '' || simpleKey.test(text)) return none
  const length = byteLength(text) > maxNameLength ? [maxWords(maxNameLength, version)] : none
  return value.test(text) ? length : [...length, valueWords]
}

function isPrefix(text: string): boolean {
  return text.length <= maxSubdomainLength && hasSubdomainForm(text)
}

function prefixErrors(prefix: string, version: KubernetesVersion): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty']
  const length = byteLength(prefix) > maxSubdomainLength ? [`prefix part ${maxWords(maxSubdomainLength, version)}`] : none
  return hasSubdomainForm(prefix) ? length : [...length, `prefix part ${subdomainFormWords}`]
}

function ownNameErrors(text: string, version: KubernetesVersion): readonly string[] {
  const length =
    text === ''
      ? ['name part must be non-empty']
      : byteLength(text) > maxNameLength
        ? [`name part ${maxWords(maxNameLength, version)}`]
        : none
  return name.test(text) ? length : [...length, `name part ${nameWords}`]
}

function maxWords(length: number, version: KubernetesVersion): string {
  return `must be no more than ${length} ${isAtLeast(version, 35) ? 'bytes' : 'characters'}`
}

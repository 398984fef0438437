import { configKeyErrors } from './config-key.ts'
import { dns1035LabelErrors, dnsLabelErrors, dnsSubdomainErrors, maxLabelLength } from './dns.ts'
import { portNameErrors } from './port.ts'
import { labelValueErrors, qualifiedNameErrors } from './qualified-name.ts'

const maxPortNameLength = 15
const portWords =
  'must contain only alpha-numeric|must contain at least one letter|must not contain consecutive hyphens|must not begin or end with a hyphen'

/** What the server's sentences begin with, and what is wrong with a text by the format that they are about. */
const formats: readonly (readonly [words: RegExp, errorsOf: (text: string) => readonly string[]])[] = [
  [/^a lowercase RFC 1123 label /, dnsLabelErrors],
  [/^a lowercase RFC 1123 subdomain /, dnsSubdomainErrors],
  [/^a DNS-1035 label /, dns1035LabelErrors],
  [/^a valid label must be /, labelValueErrors],
  [/^(?:a valid label key|a qualified name|name part|prefix part) /, qualifiedNameErrors],
  [/^a valid config key /, configKeyErrors],
  [new RegExp(`^(?:${portWords})`), portNameErrors],
]

/** The name nearest to a refused one that its format takes, by what the server says of that; undefined for other sentences, and where nothing is left. */
export function nearestValidName(refused: string, detail: string): string | undefined {
  const errorsOf = formats.find(([words]) => words.test(detail))?.[1]
  if (errorsOf === undefined) return undefined
  const slash = refused.indexOf('/') + 1
  const isKey = errorsOf === qualifiedNameErrors
  return (isKey ? spellings(refused.slice(slash)).map(name => refused.slice(0, slash).toLowerCase() + name) : spellings(refused)).find(
    name => name !== '' && errorsOf(name).length === 0
  )
}

/** A text in the characters of names, ever fewer of them; then shorter. */
function spellings(text: string): readonly string[] {
  const lower = text.toLowerCase()
  const written = [
    text.replaceAll(/[^A-Za-z0-9_.-]+/g, '-'),
    lower.replaceAll(/[^a-z0-9_.-]+/g, '-'),
    lower.replaceAll(/[^a-z0-9.-]+/g, '-').replaceAll(/[-.]*\.[-.]*/g, '.'),
    lower.replaceAll(/[^a-z0-9]+/g, '-'),
  ].map(trimmed)
  const fewest = written.at(-1)!
  const all = [...written, trimmed(fewest.replace(/^[0-9-]+/, ''))]
  return [...all, ...all.flatMap(name => [maxLabelLength, maxPortNameLength].map(length => trimmed(name.slice(0, length))))]
}

function trimmed(name: string): string {
  const first = name.search(/[A-Za-z0-9]/)
  let end = name.length
  while (end > 0 && !/[A-Za-z0-9]/.test(name[end - 1]!)) end--
  return first === -1 ? '' : name.slice(first, end)
}

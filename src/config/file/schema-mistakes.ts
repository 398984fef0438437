import { valueAt } from '../../k8s/field-path.ts'
import { nearestName } from '../../k8s/nearest.ts'
import type { Path } from '../../source/path.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import { didYouMean, orList, shown } from '../option-reader.ts'
import { type Mistake, mistakeAt } from './mistake.ts'
import { configSchema, type JsonSchema } from './schema.ts'
import { validate } from './validate.generated.ts'

/** What the generated check says of one place. */
interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly schemaPath: string
}

const check: { (value: unknown): boolean; readonly errors?: readonly SchemaError[] | null } = validate

/** Longer lists of words are not spelled out. */
const longestList = 12
const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object of NAME: VALUE',
}

/** Everything in a configuration that its JSON schema forbids, at its key or value. */
export function schemaMistakes(document: SourceDocument): readonly Mistake[] {
  if (check(document.value)) return []
  const errors = check.errors ?? []
  // what an `if` chose says more than that it failed
  return errors.filter(({ keyword }) => keyword !== 'if').map(error => mistakeOf(document, error))
}

function mistakeOf(document: SourceDocument, { instancePath, keyword, params }: SchemaError): Mistake {
  const path = pathOf(document.value, instancePath)
  const name = path.length === 0 ? 'The configuration' : titleOf(path)
  const value = valueAt(document.value, path)
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty'])
      const nearest = nearestName(key, knownKeys(path))
      const what = path.length === 0 ? `There is no option ${shown(key)}.` : `${name} has no ${shown(key)}.`
      return mistakeAt(document, [...path, key], `${what}${didYouMean(nearest)}`, 'key')
    }
    case 'required':
      return mistakeAt(document, path, `${name} needs ${String(params['missingProperty'])}.`)
    case 'enum': {
      const words = (params['allowedValues'] as readonly unknown[]).filter(word => typeof word === 'string')
      const nearest = typeof value === 'string' ? nearestName(value, words) : undefined
      const wanted = words.length > longestList ? 'one of the words that it knows' : orList(words)
      return mistakeAt(document, path, `${name} must be ${wanted}, not ${shown(value)}.${didYouMean(nearest)}`)
    }
    case 'type': {
      const types = [params['type']]
        .flat()
        .filter((type, _, all) => type !== 'boolean' || all.length === 1)
        .map(type => nouns[String(type)] ?? String(type))
      return mistakeAt(document, path, `${name} must be ${orList(types)}, not ${shown(value)}.${quoteHint(value, params['type'])}`)
    }
    default:
      return mistakeAt(document, path, `${name} must not be empty.`)
  }
}

function quoteHint(value: unknown, type: unknown): string {
  return type === 'string' && typeof value === 'number' ? ' Write it in quotes.' : ''
}

function titleOf(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}

/** The keys that the schema has at a path. */
function knownKeys(path: Path): readonly string[] {
  let schema: JsonSchema = configSchema('any')
  for (const step of path) {
    const next = typeof step === 'number' ? schema['items'] : (schema['properties'] as JsonSchema | undefined)?.[step]
    if (typeof next !== 'object' || next === null) return ['severity', 'options']
    schema = next as JsonSchema
  }
  return Object.keys((schema['properties'] as JsonSchema | undefined) ?? {})
}

/** A JSON pointer as a path; digits are an index where the value there is a list. */
function pathOf(root: unknown, pointer: string): Path {
  const path: (string | number)[] = []
  let value = root
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    const own = Array.isArray(value) ? Number(step) : step
    path.push(own)
    value = valueAt(value, [own])
  }
  return path
}

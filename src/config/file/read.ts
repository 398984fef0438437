import { nearestName } from '../../k8s/nearest.ts'
import type { RuleEntry } from '../../lint/rule.ts'
import { optionMistakes } from '../../lint/select-rules.ts'
import type { Path } from '../../source/path.ts'
import { readDocuments } from '../../source/read.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import { SourceFile } from '../../source/source-file.ts'
import { didYouMean, isObject, shown } from '../option-reader.ts'
import { parseOptions } from '../options.ts'
import { UsageError } from '../settings.ts'
import { fileKeys } from './keys.ts'
import { type Mistake, mistakeAt, mistakeIn } from './mistake.ts'
import { schemaMistakes } from './schema-mistakes.ts'

/** A configuration file, checked. */
export interface ConfigFile {
  readonly path: string
  readonly values: Readonly<Record<string, unknown>>
  /** Files that it extends, as written. */
  readonly extended: readonly { readonly path: string; readonly mistake: (message: string) => Mistake }[]
  readonly mistakes: readonly Mistake[]
  /** What it says of rules that there are not, or of options that they have not. */
  readonly ruleMistakes: (rules: readonly KnownRule[]) => readonly Mistake[]
}

/** What is known of a rule where the configuration names it. */
export type KnownRule = Pick<RuleEntry, 'id' | 'options'>

/** Reads one configuration file; everything wrong in it is among its mistakes, and what is wrong is left out of its values. */
export function readConfig(path: string, text: string): ConfigFile {
  const documents = readDocuments(new SourceFile(path, text))
  const [document, second] = documents
  const empty = { path, values: {}, extended: [], ruleMistakes: () => [] }
  if (document === undefined) return { ...empty, mistakes: [] }
  const problems = documents.flatMap(({ problems }) => problems.map(problem => mistakeIn(document, problem.start, problem.message)))
  if (second !== undefined) problems.push(mistakeIn(second, second.start, 'A second document begins here: a configuration has one.'))
  if (problems.length > 0) return { ...empty, mistakes: problems }
  const shape = schemaMistakes(document)
  const { extends: names, ...written } = isObject(document.value) ? document.value : {}
  const extended = list(names).flatMap((name, index) =>
    typeof name === 'string' ? [{ path: name, mistake: (message: string) => mistakeAt(document, ['extends', index], message) }] : []
  )
  if (shape.length > 0) return { ...empty, extended, mistakes: shape }
  const values = withWords(written)
  return { path, values, extended, mistakes: valueMistakes(document, values), ruleMistakes: rules => ruleMistakes(document, values, rules) }
}

/** `off`, `yes` and `no` without quotes are booleans to YAML 1.1; where a word is wanted they are words again. */
function withWords(options: ConfigFile['values']): ConfigFile['values'] {
  const level = (value: unknown): unknown => (value === false ? 'off' : value)
  const setting = (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, key === 'severity' ? level(own) : own]))
      : level(value)
  const each = (value: unknown, change: (value: unknown) => unknown): unknown =>
    isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, change(own)])) : value
  const { rule, assume, overrides } = options
  return {
    ...options,
    ...(rule !== undefined && { rule: each(rule, setting) }),
    ...(assume !== undefined && { assume: each(assume, value => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value)) }),
    ...(overrides !== undefined && {
      overrides: list(overrides).map(override => (isObject(override) ? { ...override, rule: each(override['rule'], level) } : override)),
    }),
  }
}

/** Rules that there are not, and options that they have not. */
function ruleMistakes(document: SourceDocument, options: ConfigFile['values'], rules: readonly KnownRule[]): readonly Mistake[] {
  const ids = rules.map(rule => rule.id)
  const keys = (value: unknown, path: Path): readonly (readonly [string, Path])[] =>
    isObject(value) ? Object.keys(value).map(id => [id, [...path, id]] as const) : []
  const named = [
    ...keys(options['rule'], ['rule']),
    ...list(options['only']).map((id, index) => [String(id), ['only', index]] as const),
    ...list(options['overrides']).flatMap((override, index) =>
      isObject(override) ? keys(override['rule'], ['overrides', index, 'rule']) : []
    ),
  ]
  const unknown = named
    .filter(([id]) => !ids.includes(id))
    .map(([id, path]) => mistakeAt(document, path, `There is no rule ${shown(id)}.${didYouMean(nearestName(id, ids))}`, targetOf(path)))
  const given = isObject(options['rule']) ? Object.entries(options['rule']) : []
  const wrong = given.flatMap(([id, value]) => {
    const own = isObject(value) && isObject(value['options']) ? value['options'] : undefined
    if (own === undefined || !ids.includes(id)) return []
    return Object.entries(own).flatMap(([name, option]) =>
      optionMistakes(rules, new Map([[id, { [name]: option }]])).map(text =>
        mistakeAt(document, ['rule', id, 'options', name], sentence(text))
      )
    )
  })
  return [...unknown, ...wrong]
}

/** What the reader of options refuses although its shape is right: each option is asked for alone, with those that it needs. */
function valueMistakes(document: SourceDocument, options: ConfigFile['values']): readonly Mistake[] {
  const keys = new Set(fileKeys().flatMap(({ key, flags }) => (flags.some(flag => flag.key) ? [key] : [])))
  const known = Object.entries(options).filter(
    ([key]) => keys.has(key) || (key !== 'customRules' && !fileKeys().some(fileKey => fileKey.key === key))
  )
  return known.flatMap(([key, value]) => {
    try {
      parseOptions({ ...(key === 'asGroup' && { as: options['as'] }), [key]: value }, 'check')
      return []
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return [mistakeAt(document, [key], error.message)]
    }
  })
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function targetOf(path: Path): 'key' | 'value' {
  return path[0] === 'only' ? 'value' : 'key'
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`
}

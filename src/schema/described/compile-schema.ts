import { Ajv, type ErrorObject } from 'ajv'
import * as formats from 'ajv-formats'
import { compileRegex } from '../../cel/regex/regex.ts'
import type { FieldPath } from '../../k8s/field-path.ts'
import { nearestName } from '../../k8s/nearest.ts'
import { schemaTrouble } from './schema-limits.ts'

/** The package is CommonJS: bundled, its default export may be one level down. */
const addFormats = ('default' in formats.default ? formats.default.default : formats.default) as unknown as (ajv: Ajv) => void

/** One way in which a value is not as a JSON schema describes it. */
export interface DescribedError {
  readonly path: FieldPath
  /** The field is not there, or ought not to be: its key is meant. */
  readonly target: 'key' | 'value'
  readonly code: 'unknown' | 'missing' | 'wrong'
  /** `must be integer`: what the schema asks for. */
  readonly words: string
  /** A field that was surely meant. */
  readonly near?: string
}

/** Judges values by one schema. */
export type DescribedKind = (value: unknown) => readonly DescribedError[]

/** Formats of Kubernetes that say nothing which ajv could check. */
const freeFormats = ['int-or-string', 'quantity', 'byte', 'int32', 'int64', 'double', 'float', 'date-time', 'duration', 'cidr', 'mac']
const mostErrors = 200

/** A schema ready to judge, or why it cannot be used: a clause without a full stop. */
export function compileSchema(text: string): DescribedKind | string {
  const schema = parseJson(text)
  if (schema === undefined) return 'it is no JSON'
  const trouble = schemaTrouble(schema)
  if (trouble !== undefined) return trouble
  try {
    const ajv = new Ajv({
      allErrors: true,
      verbose: true,
      strict: false,
      ownProperties: true,
      validateSchema: false,
      validateFormats: true,
      code: { regExp: linearRegExp },
      logger: false,
    })
    addFormats(ajv)
    for (const format of freeFormats) ajv.addFormat(format, true)
    const validate = ajv.compile(schema as object)
    return value => (validate(value) ? [] : (validate.errors ?? []).slice(0, mostErrors).flatMap(describedError))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Patterns run in linear time; one that the engine does not know is taken to match. */
function linearRegExp(pattern: string) {
  const compiled = compileRegex(pattern)
  return { test: (text: string) => 'error' in compiled || compiled.test(text) }
}
linearRegExp.code = 'linearRegExp'

function describedError({ keyword, instancePath, params, message = '', parentSchema }: ErrorObject): readonly DescribedError[] {
  const path = pointerPath(instancePath)
  if (keyword === 'required') {
    const { missingProperty } = params as { readonly missingProperty: string }
    return [{ path: [...path, missingProperty], target: 'key', code: 'missing', words: 'is required' }]
  }
  if (keyword === 'additionalProperties') {
    const { additionalProperty } = params as { readonly additionalProperty: string }
    const known = Object.keys((parentSchema as { readonly properties?: object } | undefined)?.properties ?? {})
    const near = nearestName(additionalProperty, known)
    return [
      {
        path: [...path, additionalProperty],
        target: 'key',
        code: 'unknown',
        words: 'is not in the schema',
        ...(near !== undefined && { near }),
      },
    ]
  }
  // the members of a choice say what is wrong; the choice itself only that something is
  if (keyword === 'if') return []
  const allowed =
    keyword === 'enum'
      ? `: ${((params as { readonly allowedValues?: readonly unknown[] }).allowedValues ?? []).slice(0, 12).join(', ')}`
      : ''
  return [{ path, target: 'value', code: 'wrong', words: `${message}${allowed}` }]
}

function pointerPath(pointer: string): FieldPath {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

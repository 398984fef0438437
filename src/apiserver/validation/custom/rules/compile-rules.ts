import type { Expr } from '../../../../cel/ast.ts'
import { compile } from '../../../../cel/compile.ts'
import { estimateCost } from '../../../../cel/cost/coster.ts'
import type { CostNode, Estimate } from '../../../../cel/cost/estimate.ts'
import type { CelEnvironment } from '../../../../cel/environment.ts'
import { expressionParts } from '../../../../cel/expression-parts.ts'
import type { Program } from '../../../../cel/program.ts'
import { instantiationError } from '../../../../cel/run/constants.ts'
import { optional } from '../../../../cel/types.ts'
import type { FieldPath } from '../../../../k8s/field-path.ts'
import type { KubernetesVersion } from '../../../../k8s/version.ts'
import type { JsonSchema, ValidationRule } from '../../../../schema/custom/json-schema.ts'
import { schemaFieldPath } from '../../apiextensions/field-path.ts'
import { Field } from '../../field.ts'
import { fieldNamed } from './cel-names.ts'
import { type DeclaredType, objectTypes } from './declared-type.ts'

/** A rule as it came out of the compiler. */
export interface CompiledRule {
  readonly rule: ValidationRule
  /** Absent where there is an error, or nothing to compile. */
  readonly program?: Program
  readonly error?: string
  readonly usesOldSelf: boolean
  /** What an evaluation costs at most. */
  readonly cost: number
  readonly message?: Program
  readonly messageError?: string
  readonly messageCost: number
  /** Where errors are told, below the value: as the server prints it, and as it is. */
  readonly fieldPath?: { readonly text: string; readonly path: FieldPath }
}

/** The server makes up another name each time. */
export const selfType = 'selfType<n>'

/** Compiles the rules of one schema, not those of its parts. Mirrors apiextensions-apiserver pkg/apiserver/schema/cel/compilation.go Compile, v1.36. */
export function compileRules(schema: JsonSchema, type: DeclaredType, version: KubernetesVersion): readonly CompiledRule[] {
  const types = objectTypes(type)
  const environment = (optionalOld: boolean): CelEnvironment => ({
    version,
    variables: new Map([
      ['self', type.cel],
      ['oldSelf', optionalOld ? optional(type.cel) : type.cel],
    ]),
    types: { has: name => types.has(name), field: (name, field) => fieldNamed(types.get(name)?.fields, field, version)?.cel },
  })
  const size = (node: CostNode): Estimate | undefined => sizeAt(node.path, type)
  return (schema['x-kubernetes-validations'] ?? []).map(rule => compileRule(rule, schema, environment(rule.optionalOldSelf === true), size))
}

function compileRule(
  rule: ValidationRule,
  schema: JsonSchema,
  environment: CelEnvironment,
  size: (node: CostNode) => Estimate | undefined
): CompiledRule {
  const source = rule.rule ?? ''
  const nothing = { rule, usesOldSelf: false, cost: 0, messageCost: 0 }
  if (source.trim() === '') return nothing
  const compiled = compile(source, environment)
  if (!('program' in compiled)) return { ...nothing, error: `compilation failed: ${compiled.text}` }
  const { program } = compiled
  if (program.outputType.kind !== 'bool') return { ...nothing, error: 'cel expression must evaluate to a bool' }
  const why = instantiationError(program)
  if (why !== undefined) return { ...nothing, error: `program instantiation failed: ${why}` }
  const found = { rule, program, usesOldSelf: usesName(program.root, 'oldSelf'), cost: estimateCost(program, size).max, messageCost: 0 }
  const fieldPath = fieldPathOf(rule, schema)
  const { messageExpression = '' } = rule
  if (messageExpression === '') return { ...found, ...fieldPath }
  const message = compile(messageExpression, environment)
  if (!('program' in message)) return { ...found, messageError: `messageExpression compilation failed: ${message.text}` }
  if (message.program.outputType.kind !== 'string') return { ...found, messageError: 'messageExpression must evaluate to a string' }
  const messageWhy = instantiationError(message.program)
  if (messageWhy !== undefined) return { ...found, messageError: `messageExpression instantiation failed: ${messageWhy}` }
  return { ...found, message: message.program, messageCost: estimateCost(message.program, size).max, ...fieldPath }
}

function fieldPathOf({ fieldPath = '' }: ValidationRule, schema: JsonSchema): Pick<CompiledRule, 'fieldPath'> {
  const found = fieldPath === '' ? '' : schemaFieldPath(fieldPath, Field.root(schema), true)
  if (typeof found === 'string') return {}
  let text = ''
  for (const { name, isKey } of found.steps) text += isKey ? `[${name}]` : text === '' ? name : `.${name}`
  return { fieldPath: { text, path: found.path } }
}

/** How large the value at a path below `self` can be. Mirrors sizeEstimator.EstimateSize. */
function sizeAt(path: readonly string[], root: DeclaredType): Estimate | undefined {
  if (path.length === 0) return undefined
  let type: DeclaredType | undefined = root
  for (const step of path.slice(1)) {
    if (step === '@items' || step === '@values') type = type.element
    else if (step === '@keys') type = type.key
    else type = type.fields?.get(step)
    if (type === undefined) return undefined
  }
  return { min: 0, max: type.maxElements }
}

/** Whether an expression mentions a name. */
function usesName(root: Expr, name: string): boolean {
  const waiting: Expr[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'ident' && node.name === name) return true
    waiting.push(...expressionParts(node))
  }
  return false
}

import { type CelValue, celTypes, compile, dynamicValue, evaluate, listOf, type Program, requestCostBudget } from '../cel/index.ts'
import { FieldRef } from '../cluster/field-ref.ts'
import { type Resource, resourceTitle } from '../cluster/resource.ts'
import { newestVersion } from '../k8s/version.ts'
import type { Severity } from './diagnostic.ts'
import { presetNames } from './presets.ts'
import type { Context, Rule, RuleEntry } from './rule.ts'

/** What a rule made of expressions is made of. */
export interface ExpressionRule {
  readonly id: Rule['id']
  readonly summary: string
  readonly severity: Severity
  /** Kinds of the objects that it looks at. */
  readonly kinds: readonly string[]
  /** Where it is false, the object is none of the rule's business. */
  readonly when?: string
  /** What must be true of an object. */
  readonly expect: string
  /** May fill in `{title}`, `{kind}`, `{name}` and `{namespace}`. */
  readonly message: string
  readonly help: string
  /** The field that findings point at; the whole object where it is empty. */
  readonly at: readonly (string | number)[]
  readonly params: unknown
}

/** Tells what is wrong with one expression of a rule, once; the rule reports nothing from then on. */
export type TellBroken = (key: 'when' | 'expect', message: string) => void

const { dyn, list } = celTypes
/** What the expressions of one rule may cost in one run, all objects together. */
const costBudget = 2 * requestCostBudget
const environment = {
  version: newestVersion,
  variables: new Map([
    ['object', dyn],
    ['objects', list(dyn)],
    ['params', dyn],
  ]),
}

/** The entry of a rule made of expressions; undefined where one of them does not compile. It runs whichever presets are on. */
export function expressionRule(rule: ExpressionRule, broken: TellBroken): RuleEntry | undefined {
  const programs = (['when', 'expect'] as const).map(key => programOf(rule, key, broken))
  if (programs.includes('broken')) return undefined
  const [when, expect] = programs as readonly (Program | undefined)[]
  const made: Rule = {
    ...{ id: rule.id, summary: rule.summary, severity: rule.severity, help: rule.help, claim: 'risks', stage: 'advise' },
    ...{ since: '0.1.0', presets: presetNames, checks: [], peers: [], when: { kinds: rule.kinds } },
    messages: { found: rule.message.replace(/\{(?!(?:title|kind|name|namespace)\})/g, '{open}') },
    cluster: context => runOn(rule, { when, expect: expect! }, context, broken),
  }
  const { id, severity, claim, presets } = made
  return { id, severity, claim, presets, when: made.when, load: () => Promise.resolve(made) }
}

function programOf(rule: ExpressionRule, key: 'when' | 'expect', broken: TellBroken): Program | undefined | 'broken' {
  const source = rule[key]
  if (source === undefined) return undefined
  const compiled = compile(source, environment)
  if ('issues' in compiled) {
    const [issue] = compiled.issues
    broken(key, `${rule.id}: ${key} does not compile: ${issue?.message ?? compiled.text}`)
    return 'broken'
  }
  const { kind } = compiled.program.outputType
  if (kind === 'bool' || kind === 'dyn') return compiled.program
  broken(key, `${rule.id}: ${key} must be true or false, and is ${kind}`)
  return 'broken'
}

function runOn(
  rule: ExpressionRule,
  programs: { readonly when: Program | undefined; readonly expect: Program },
  { cluster, report }: Context<string>,
  broken: TellBroken
): void {
  const kinds = new Set(rule.kinds)
  const objects = listOf(cluster.resources.map(({ object }) => dynamicValue(object)))
  const params = dynamicValue(rule.params)
  let left = costBudget
  const holds = (key: 'when' | 'expect', program: Program, object: CelValue, resource: Resource): boolean | undefined => {
    const bindings = new Map<string, CelValue>([
      ['object', object],
      ['objects', objects],
      ['params', params],
    ])
    const evaluation = evaluate(program, bindings, { costLimit: left })
    left -= evaluation.cost
    if ('value' in evaluation && typeof evaluation.value === 'boolean') return evaluation.value
    const why = 'error' in evaluation ? evaluation.error : 'it is neither true nor false'
    broken(key, `${rule.id}: ${key} cannot be decided for ${resourceTitle(resource)}: ${why}`)
    return undefined
  }
  for (const resource of cluster.resources) {
    const { role, type, namespace, name } = resource
    if (role !== 'input' || !kinds.has(type.kind)) continue
    const object = dynamicValue(resource.object)
    const isMeant = programs.when === undefined ? true : holds('when', programs.when, object, resource)
    const isRight = isMeant === true ? holds('expect', programs.expect, object, resource) : true
    if (isMeant === undefined || isRight === undefined) return
    if (isRight) continue
    const data = { title: resourceTitle(resource), kind: type.kind, name: name ?? '', namespace: namespace ?? '', open: '{' }
    report({ at: new FieldRef(resource, rule.at), message: 'found', data })
  }
}

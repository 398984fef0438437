import { nearestName } from '../k8s/nearest.ts'
import type { ExpressionRule } from '../lint/custom-rule.ts'
import type { Severity } from '../lint/diagnostic.ts'
import { readDocuments } from '../source/read.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { SourceFile } from '../source/source-file.ts'
import { type Mistake, mistakeAt, mistakeIn } from './file/mistake.ts'
import { didYouMean, isObject, orList, shown } from './option-reader.ts'

/** A rule of a house: CEL over each object of some kinds. */
export interface CustomRule extends ExpressionRule {
  /** What is wrong with one of its keys, at its place. */
  readonly mistake: (key: string, message: string) => Mistake
}

const keys = ['id', 'summary', 'severity', 'kinds', 'when', 'expect', 'message', 'help', 'at', 'params'] as const
const severities: readonly Severity[] = ['info', 'warning', 'error']
const longestExpression = 10_000

/** The rules of a file, one in each document; a document that is none is among the mistakes. */
export function parseCustomRules(
  path: string,
  text: string
): { readonly rules: readonly CustomRule[]; readonly mistakes: readonly Mistake[] } {
  const rules: CustomRule[] = []
  const mistakes: Mistake[] = []
  for (const document of readDocuments(new SourceFile(path, text))) {
    const own = document.problems.length > 0 ? problemsOf(document) : mistakesOf(document)
    mistakes.push(...own)
    if (own.length === 0) rules.push(ruleOf(document))
  }
  return { rules, mistakes }
}

function problemsOf(document: SourceDocument): readonly Mistake[] {
  return document.problems.map(problem => mistakeIn(document, problem.start, problem.message))
}

function mistakesOf(document: SourceDocument): readonly Mistake[] {
  const { value } = document
  if (!isObject(value)) return [mistakeAt(document, [], `A rule must be an object, not ${shown(value)}.`)]
  const unknown = Object.keys(value)
    .filter(key => !keys.some(known => known === key))
    .map(key => mistakeAt(document, [key], `A rule has no ${shown(key)}.${didYouMean(nearestName(key, keys))}`, 'key'))
  const checks: readonly (readonly [key: string, isRight: (given: unknown) => boolean, wanted: string])[] = [
    [
      'id',
      given => typeof given === 'string' && /^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(given),
      '<category>/<condition> in lower case',
    ],
    ['summary', given => given === undefined || isText(given), 'a text'],
    ['severity', given => given === undefined || severities.some(severity => severity === given), orList(severities)],
    ['kinds', given => Array.isArray(given) && given.length > 0 && given.every(isText), 'a list of kinds'],
    ['when', given => given === undefined || isExpression(given), 'a CEL expression'],
    ['expect', isExpression, 'a CEL expression'],
    ['message', isText, 'a text'],
    ['help', given => given === undefined || isText(given), 'a text'],
    ['at', given => given === undefined || isText(given), 'the path of a field, such as spec.template.spec'],
  ]
  const wrong = checks.flatMap(([key, isRight, wanted]) => {
    const given = Object.hasOwn(value, key) ? value[key] : undefined
    if (isRight(given)) return []
    return [
      mistakeAt(
        document,
        given === undefined ? [] : [key],
        given === undefined ? `A rule needs ${key}: ${wanted}.` : `${key} must be ${wanted}, not ${shown(given)}.`
      ),
    ]
  })
  return [...unknown, ...wrong]
}

function isText(given: unknown): given is string {
  return typeof given === 'string' && given !== ''
}

function isExpression(given: unknown): boolean {
  return isText(given) && given.length <= longestExpression
}

function ruleOf(document: SourceDocument): CustomRule {
  const value = document.value as Readonly<Record<string, unknown>>
  const { id, summary, severity = 'warning', kinds, when, expect, message, help = '', at = '', params = {} } = value
  return {
    id: id as CustomRule['id'],
    summary: String(summary ?? message).replace(/\.$/, ''),
    severity: severity as Severity,
    kinds: kinds as readonly string[],
    ...(when !== undefined && { when: when as string }),
    expect: expect as string,
    message: message as string,
    help: help as string,
    at: pathOf(at as string),
    params,
    mistake: (key, text) => mistakeAt(document, [key], text),
  }
}

/** `spec.containers[0].name` as steps. */
function pathOf(text: string): readonly (string | number)[] {
  return [...text.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step))
}

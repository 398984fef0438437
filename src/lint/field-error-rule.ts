import { FieldRef } from '../cluster/field-ref.ts'
import { type Resource, resourceTitle } from '../cluster/resource.ts'
import { type FieldError, type FieldErrorReason, fieldErrorText } from '../k8s/field-error.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../k8s/field-path.ts'
import { goQuote } from '../k8s/go-quote.ts'
import { type Context, defineRule, type Finding, type Peer, type Rule } from './rule.ts'
import { shortDetail, splitServerWords } from './server-words.ts'
import { updateAdvice } from './update-advice.ts'

/** One error that the server names a field for. */
export interface ServerFieldError {
  readonly resource: Resource
  readonly error: FieldError
  readonly at: FieldRef
  /** The value as the server prints it. */
  readonly value: string | undefined
  readonly detail: string
}

/** What the server prints for a field that it does not name. */
const unnamed = '<nil>'

type Wording = Pick<Finding<string>, 'help' | 'label' | 'related' | 'fixes'>

/** A rule that passes on what the server says about fields, for errors of some reasons. */
export interface FieldErrorRule {
  readonly id: Rule['id']
  readonly summary: string
  readonly checks: readonly string[]
  readonly peers?: readonly Peer[]
  readonly reasons: readonly FieldErrorReason[]
  /** May fill in `{title}`, `{field}` and `{value}`; what the server adds follows after a colon. */
  readonly message: string
  /** May fill in the same. */
  readonly help: string
  readonly target?: 'key'
  readonly fixable?: 'safe' | 'unsafe'
  /** What one error adds to that. */
  wording?(found: ServerFieldError, context: Context<string>): Wording
}

/** Makes the rule: one finding for each error, with the server's own cause and sentence. */
export function fieldErrorRule(rule: FieldErrorRule): Rule {
  const reasons: ReadonlySet<FieldErrorReason> = new Set(rule.reasons)
  return defineRule({
    id: rule.id,
    summary: rule.summary,
    severity: 'error',
    claim: 'fails',
    stage: 'validate',
    since: '0.1.0',
    presets: ['correctness'],
    checks: rule.checks,
    peers: rule.peers ?? [],
    when: { server: true },
    messages: { alone: `${rule.message}.`, detailed: `${rule.message}: {detail}.` },
    help: rule.help,
    component: { name: 'kube-apiserver', sentence: '{sentence}' },
    ...(rule.fixable === undefined ? {} : { fixable: rule.fixable }),
    object(resource, context) {
      const request = context.request(resource)
      const isUpdate = request?.operation === 'update'
      for (const objection of request?.verdict.objections ?? []) {
        if (objection.stage === 'decode') continue
        for (const error of objection.errors) {
          if (!reasons.has(error.reason) || followsFromDecoding(resource, error) || followsFromOthers(error)) continue
          const { reason, message } = error
          const field = error.field === unnamed ? formatFieldPath(error.path) || 'value' : error.field
          const { value, detail } = splitServerWords(message)
          const at = new FieldRef(resource, error.path, rule.target ?? (isAboutKey(resource, error, value) ? 'key' : 'auto'))
          const data = {
            title: resourceTitle(resource),
            field,
            value: value ?? '',
            detail: shortDetail(detail),
            sentence: fieldErrorText(error),
          }
          if (isUpdate && updateAdvice(resource, '', detail) !== undefined) continue
          context.report({
            at,
            message: detail === '' ? 'alone' : 'detailed',
            data,
            cause: { reason, field: error.field, message },
            stage: objection.code === 422 ? 'validate' : 'admit',
            ...rule.wording?.({ resource, error, at, value, detail }, context),
          })
        }
      }
    },
  })
}

/** Whether the value that the server prints is the field's own key: `requests[ephemeral-storage]: Unsupported value: "ephemeral-storage"`. */
function isAboutKey({ object }: Resource, { path }: FieldError, value: string | undefined): boolean {
  const key = path.at(-1)
  return typeof key === 'string' && value === goQuote(key) && valueAt(object, path) !== key
}

/** Whether the server only says that it looked no further after other errors. */
function followsFromOthers({ field, message }: FieldError): boolean {
  return field === unnamed && message.includes('some validation rules were not checked')
}

/** Whether the server misses something only because decoding has left it out: that is a finding already. */
function followsFromDecoding(resource: Resource, error: FieldError): boolean {
  if (error.reason !== 'FieldValueRequired') return false
  return resource.decodeErrors.some(({ code, path, suggestion, belongsTo }) => {
    if (code !== 'unknown-field') return isWithin(path, error.path) || isWithin(error.path, path)
    if (belongsTo !== undefined) return isWithin(error.path, [...belongsTo, path.at(-1)!])
    return suggestion !== undefined && isWithin(error.path, [...path.slice(0, -1), suggestion])
  })
}

function isWithin(path: FieldPath, outer: FieldPath): boolean {
  return path.length >= outer.length && outer.every((step, i) => path[i] === step)
}

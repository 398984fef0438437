import { FieldRef } from '../cluster/field-ref.ts'
import { type Resource, resourceTitle } from '../cluster/resource.ts'
import { formatFieldPath } from '../k8s/field-path.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { Rule } from './rule.ts'
import { defineRule, type Finding } from './rule.ts'

type DecodeError = Resource['decodeErrors'][number]

/** One value or key that the server's decoder refuses. */
export interface DecodeFailure {
  readonly resource: Resource
  readonly error: DecodeError
  readonly at: FieldRef
  /** What the object is judged against. */
  readonly version: KubernetesVersion
}

/** A rule that passes on errors of decoding, of some codes. */
export interface DecodeErrorRule<Key extends string> {
  readonly id: Rule['id']
  readonly summary: string
  readonly checks: readonly string[]
  readonly peers?: Rule['peers']
  readonly codes: readonly DecodeError['code'][]
  /** May fill in `{title}`, `{field}` and what `wording` gives. */
  readonly messages: Readonly<Record<Key, string>>
  readonly help: string
  readonly fixable?: 'safe' | 'unsafe'
  wording(failure: DecodeFailure): Pick<Finding<Key>, 'message' | 'data' | 'help' | 'label' | 'related' | 'fixes'>
}

/** Makes the rule: one finding for each error, each at its own key or value. */
export function decodeErrorRule<const Key extends string>(rule: DecodeErrorRule<Key>): Rule {
  const codes: ReadonlySet<string> = new Set(rule.codes)
  return defineRule<Key>({
    id: rule.id,
    summary: rule.summary,
    severity: 'error',
    claim: 'fails',
    stage: 'decode',
    since: '0.1.0',
    presets: ['correctness'],
    checks: rule.checks,
    peers: rule.peers ?? [],
    when: { decode: true },
    messages: rule.messages,
    help: rule.help,
    component: { name: 'kube-apiserver', reason: 'BadRequest', sentence: '{sentence}' },
    ...(rule.fixable === undefined ? {} : { fixable: rule.fixable }),
    object(resource, context) {
      for (const error of resource.decodeErrors) {
        if (!codes.has(error.code)) continue
        const at = new FieldRef(resource, error.path, error.target)
        const { data, ...finding } = rule.wording({ resource, error, at, version: context.environment.version })
        const field = formatFieldPath(error.path)
        context.report({ at, ...finding, data: { title: resourceTitle(resource), field, sentence: sentenceOf(resource, error), ...data } })
      }
    },
  })
}

/** The whole of the server's message where it is about this error alone, else its part of it. */
function sentenceOf(resource: Resource, error: DecodeError): string {
  return resource.decodeErrors.length === 1 ? (resource.decodeMessage ?? error.sentence) : error.sentence
}

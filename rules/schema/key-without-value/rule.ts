import { defineRule, emptyKeys, type FieldPath, FieldRef, type Resource, resourceTitle, valueAt } from '../../kit.ts'

/** Keys that mean something else without a value than with an empty one, by kind or, for pods' own, anywhere in a pod's spec. */
const meanings: readonly (readonly [kind: string, field: RegExp, effect: string, empty: string])[] = [
  ['', /\.(?:affinity|topologySpreadConstraints)\..*labelSelector$/, 'matches no pod', '{}, which matches all'],
  ['PodDisruptionBudget', /^spec\.selector$/, 'protects no pod', '{}, which selects all of the namespace'],
  ['NetworkPolicy', /\.(?:from|to)\.\d+\.namespaceSelector$/, 'stands for the namespace of the policy', '{}, which selects all namespaces'],
  ['NetworkPolicy', /^spec\.ingress\.\d+\.from$/, 'lets every source in', 'no rule at all where nobody may come in'],
  ['NetworkPolicy', /^spec\.egress\.\d+\.to$/, 'lets every destination be reached', 'no rule at all where nothing may be reached'],
  ['PersistentVolumeClaim', /^spec\.storageClassName$/, 'asks for the default class', '"", which asks for a volume without class'],
]

export default defineRule({
  id: 'schema/key-without-value',
  summary: 'A key without a value, which the server does not read as empty',
  severity: 'warning',
  claim: 'risks',
  stage: 'decode',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['schema-null-or-empty'],
  peers: [],
  when: { emptyKeys: true },
  messages: {
    default: '{field} of {title} has no value: what the server stores is {value}.',
    meaning: '{field} of {title} has no value: the server takes it for absent, which {effect}.',
  },
  help: 'Write the value that is meant, or remove the line.',
  object(resource, context) {
    for (const path of emptyKeys(resource)) {
      const at = new FieldRef(resource, path, 'key')
      const data = { field: String(path.at(-1)), title: resourceTitle(resource) }
      const value = defaultOf(resource, path)
      const meaning = value === undefined ? meaningOf(resource, path) : undefined
      if (value !== undefined) context.report({ at, message: 'default', data: { ...data, value } })
      else if (meaning !== undefined) {
        const [, , effect, empty] = meaning
        context.report({ at, message: 'meaning', data: { ...data, effect }, help: `Write ${empty}, or remove the line.` })
      }
    }
  },
})

/** What the server fills in, where that is more than nothing. */
function defaultOf(resource: Resource, path: FieldPath): string | undefined {
  const value = valueAt(resource.object, path)
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isScalar && value ? String(value) : undefined
}

function meaningOf({ type }: Resource, path: FieldPath): (typeof meanings)[number] | undefined {
  const written = path.join('.')
  return meanings.find(([kind, field]) => (kind === '' || kind === type.kind) && field.test(written))
}

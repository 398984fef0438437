import { defineRule, type FieldPath, FieldRef, valueAt } from '../../kit.ts'

/** Labels whose values controllers make up anew with every change of a template or every run. */
const volatile: ReadonlyMap<string, string> = new Map([
  ['pod-template-hash', 'each change of the template'],
  ['controller-revision-hash', 'each change of the template'],
  ['pod-template-generation', 'each change of the template'],
  ['controller-uid', 'each run'],
  ['batch.kubernetes.io/controller-uid', 'each run'],
])

export default defineRule({
  id: 'network/volatile-label',
  summary: 'A NetworkPolicy that selects pods by a label which soon has another value',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    label: 'NetworkPolicy {name} selects pods by {label}, which has another value after {when}: it then selects none of them.',
  },
  help: "Select the labels of the workload's template.",
  object(resource, context) {
    if (resource.type.kind !== 'NetworkPolicy') return
    for (const path of selectorPaths(resource.object)) {
      const report = (label: string, at: FieldRef): void => {
        const when = volatile.get(label)
        if (when !== undefined) context.report({ at, message: 'label', data: { name: resource.name ?? '', label, when } })
      }
      for (const label of Object.keys(valueAt(resource.object, [...path, 'matchLabels']) ?? {}))
        if (volatile.has(label)) report(label, new FieldRef(resource, [...path, 'matchLabels', label], 'key'))
      for (const [i, requirement] of listAt(resource.object, [...path, 'matchExpressions']).entries()) {
        const { key = '', operator } = requirement as { readonly key?: string; readonly operator?: string }
        if ((operator === 'In' || operator === 'NotIn') && volatile.has(key))
          report(key, new FieldRef(resource, [...path, 'matchExpressions', i, 'key']))
      }
    }
  },
})

function selectorPaths(policy: unknown): readonly FieldPath[] {
  const sides = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const
  const peers = sides.flatMap(([direction, field]) =>
    listAt(policy, ['spec', direction]).flatMap((rule, r) =>
      listAt(rule, [field]).map((_, p): FieldPath => ['spec', direction, r, field, p, 'podSelector'])
    )
  )
  return [['spec', 'podSelector'], ...peers]
}

function listAt(value: unknown, path: FieldPath): readonly unknown[] {
  const list = valueAt(value, path)
  return Array.isArray(list) ? list : []
}

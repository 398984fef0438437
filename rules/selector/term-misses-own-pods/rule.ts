import { defineRule, type LabelSelector, matchesLabelSelector, nearestName, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'selector/term-misses-own-pods',
  summary: 'A spread or anti-affinity term that does not select its own pods',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['pod-term-self-mismatch'],
  peers: [{ tool: 'kube-linter', check: 'no-anti-affinity', same: false, difference: 'Anti-affinity alone.' }],
  when: { fields: ['topologySpreadConstraints', 'podAntiAffinity'] },
  messages: {
    spread: 'The spread constraint over {key} of {title} selects {labels}, which its own pods do not have: they are not spread at all.',
    apart: 'The anti-affinity over {key} of {title} selects {labels}, which its own pods do not have: its replicas are not kept apart.',
  },
  help: 'Select the labels of the pod template.',
  pod({ owner, spec, specAt, metadata, metadataAt, replicas }, context) {
    if (replicas !== undefined && replicas < 2) return
    if (spec.topologySpreadConstraints === undefined && spec.affinity?.podAntiAffinity === undefined) return
    const related = [{ at: metadataAt.child('labels'), message: 'the labels of the pods' }]
    for (const [index, { labelSelector, topologyKey = '', matchLabelKeys = [] }] of (spec.topologySpreadConstraints ?? []).entries()) {
      if (labelSelector === undefined || matchLabelKeys.length > 0 || matchesLabelSelector(labelSelector, metadata.labels)) continue
      const at = specAt.child('topologySpreadConstraints', index, 'labelSelector').key()
      context.report({
        at,
        message: 'spread',
        data: { title: resourceTitle(owner), key: topologyKey, labels: selectorText(labelSelector) },
        related,
      })
    }
    const own = Object.values(metadata.labels ?? {})
    const terms = spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
    for (const [index, { labelSelector, topologyKey = '', namespaces = [], namespaceSelector }] of terms.entries()) {
      if (labelSelector === undefined || namespaces.length > 0 || namespaceSelector !== undefined) continue
      if (matchesLabelSelector(labelSelector, metadata.labels) || !seemsOwn(labelSelector, own)) continue
      const at = specAt.child('affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', index, 'labelSelector').key()
      context.report({
        at,
        message: 'apart',
        data: { title: resourceTitle(owner), key: topologyKey, labels: selectorText(labelSelector) },
        related,
      })
    }
  },
})

/** Whether a value of the selector is nearly one that the pod itself has. */
function seemsOwn({ matchLabels = {} }: LabelSelector, own: readonly string[]): boolean {
  return Object.values(matchLabels).some(value => nearestName(value, own) !== undefined)
}

function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`)
  return [
    ...labels,
    ...matchExpressions.map(({ key = '', operator = '', values = [] }) => `${key} ${operator} ${values.join(',')}`.trim()),
  ].join(', ')
}

import { defineRule, identityOf, references, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'workload/orphaned-by-update',
  summary: 'An object that goes with the update and is still used',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['update-orphans'],
  peers: [],
  when: { before: true },
  messages: { removed: '{title} uses {kind} {name}, which was there before and is no longer in the input.' },
  help: 'Keep {kind} {name} for as long as it is named here, or name another one.',
  cluster({ cluster, environment, report, simulate }) {
    const { before = [] } = environment
    if (before.length === 0) return
    const kept = new Set(cluster.resources.map(identityOf))
    const removed = new Set(before.map(identityOf).filter(identity => identity !== undefined && !kept.has(identity)))
    for (const found of simulate(references).values())
      for (const { group, kind, namespace, name, at, from } of found) {
        if (!removed.has(`${kind}.${group}/${namespace ?? ''}/${name}`)) continue
        report({
          at,
          message: 'removed',
          data: { title: resourceTitle(from), kind, name },
        })
      }
  },
})

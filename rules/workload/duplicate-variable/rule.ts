import { defineRule, type EnvVar } from '../../kit.ts'

export default defineRule({
  id: 'workload/duplicate-variable',
  summary: 'A variable that a container sets twice',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['env-duplicate'],
  peers: [
    { tool: 'kube-linter', check: 'duplicate-env-var', same: true },
    { tool: 'kube-score', check: 'environment-variable-key-duplication', same: true },
    { tool: 'kubescape', check: 'C-0295', same: true },
  ],
  when: { fields: ['env'] },
  messages: {
    twice: 'Container {container} sets {name} twice: the later value counts, the earlier one is never seen.',
  },
  help: 'Remove one of the two.',
  container(container, at, _template, context) {
    if (!repeatsName(container.env ?? [])) return
    const first = new Map<string, number>()
    for (const [index, { name, value }] of (container.env ?? []).entries()) {
      if (!name) continue
      const before = first.get(name)
      first.set(name, index)
      if (before === undefined || value?.includes(`$(${name})`) === true) continue
      const data = { container: container.name ?? '(without a name)', name }
      const related = [{ at: at.child('env', before, 'name'), message: 'set here first' }]
      context.report({ at: at.child('env', index, 'name'), message: 'twice', data, related })
    }
  },
})

/** Lists that are longer are looked at through an index. */
const few = 16

/** Whether a list may have a name twice, which costs little to know. */
function repeatsName(env: readonly EnvVar[]): boolean {
  if (env.length > few) return true
  for (let i = 1; i < env.length; i++) for (let j = 0; j < i; j++) if (env[i]!.name === env[j]!.name) return true
  return false
}

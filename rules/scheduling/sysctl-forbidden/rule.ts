import { allowsSysctl, defineRule, resourceTitle, standardsViolations, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'scheduling/sysctl-forbidden',
  summary: 'A sysctl for which every kubelet refuses the pod',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['sysctl-forbidden'],
  peers: [],
  when: { fields: ['sysctls'] },
  messages: { forbidden: '{title} sets {name}, which is not in the safe set: it is placed, then fails on its node, and is not started.' },
  help: 'Remove it, or have the node set it; where pods must, allow it on the kubelets (allowedUnsafeSysctls) of nodes set apart by a taint.',
  component: { name: 'kubelet', reason: 'SysctlForbidden', sentence: 'forbidden sysctl: "{name}" not allowlisted' },
  pod(template, { environment, report }) {
    const { kubeletConfiguration, version, world } = environment
    if (world === 'open' && kubeletConfiguration === undefined) return
    for (const { at } of standardsViolations(template, 'sysctls', version)) {
      const name = String(valueAt(at.resource.object, at.path))
      if (kubeletConfiguration !== undefined && allowsSysctl(kubeletConfiguration, name)) continue
      report({ at, message: 'forbidden', data: { title: resourceTitle(template.owner), name } })
    }
  },
})

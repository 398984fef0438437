import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/root-not-ruled-out',
  summary: 'A pod that may run as root',
  check: 'runAsNonRoot',
  level: 'restricted',
  checks: ['pss-run-as-non-root'],
  peers: [
    { tool: 'kubescape', check: 'C-0198', same: false, difference: 'Takes a user or a group above 0 as well.' },
    { tool: 'kubescape', check: 'C-0218', same: false, difference: 'Takes a user or a group above 0 as well.' },
    { tool: 'kube-linter', check: 'run-as-non-root', same: false, difference: 'Also passes where runAsUser is a number above 0.' },
    { tool: 'polaris', check: 'runAsRootAllowed', same: false, difference: 'Also passes where runAsUser is a number above 0.' },
    { tool: 'checkov', check: 'CKV_K8S_23', same: false, difference: 'Also passes where runAsUser is a number above 0.' },
    { tool: 'kubescape', check: 'C-0013', same: false, difference: 'Also asks for a group.' },
    { tool: 'trivy', check: 'KSV-0012', same: false, difference: 'Looks at each container alone.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_RUNASNONROOT_VALUE', same: true },
  ],
  message: '{subject} may run as root: which user it is, the image alone decides.',
  help: 'Set runAsNonRoot: true, and runAsUser where the image names its user by name.',
  instead: 'true',
})

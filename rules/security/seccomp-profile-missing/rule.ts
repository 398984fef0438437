import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/seccomp-profile-missing',
  summary: 'A pod without a system call filter',
  check: 'seccompProfile_restricted',
  level: 'restricted',
  checks: ['pss-seccomp-required'],
  peers: [
    { tool: 'datree', check: 'CIS_INVALID_VALUE_SECCOMP_PROFILE', same: false, difference: 'Knows RuntimeDefault only.' },
    { tool: 'kube-score', check: 'container-seccomp-profile', same: false, difference: 'By annotation.' },
    { tool: 'checkov', check: 'CKV_K8S_31', same: false, difference: 'Passes annotations that Kubernetes ignores since 1.27.' },
    { tool: 'kubescape', check: 'C-0210', same: false, difference: 'RuntimeDefault only.' },
    {
      tool: 'trivy',
      check: 'KSV-0030',
      same: false,
      difference: 'RuntimeDefault only, or an annotation that Kubernetes ignores since 1.27.',
    },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_SECCOMP_PROFILE', same: true },
  ],
  message: '{subject} names no seccomp profile: unless the kubelet was started with one as default, no system call is filtered.',
  help: 'Set securityContext.seccompProfile.type: RuntimeDefault on the pod.',
})

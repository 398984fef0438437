import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/custom-selinux-options',
  summary: 'SELinux options that lead out of the container domain',
  check: 'seLinuxOptions',
  level: 'baseline',
  checks: ['pss-selinux'],
  peers: [
    { tool: 'trivy', check: 'KSV-0025', same: true },
    { tool: 'datree', check: 'EKS_INVALID_SELINUXOPTIONS_TYPE_VALUE', same: false, difference: 'One check for each field.' },
    { tool: 'datree', check: 'EKS_INVALID_SELINUXOPTIONS_USER_VALUE', same: false, difference: 'One check for each field.' },
    { tool: 'datree', check: 'EKS_INVALID_SELINUXOPTIONS_ROLE_VALUE', same: false, difference: 'One check for each field.' },
  ],
  message:
    '{subject} asks for an SELinux user, role or type of its own: the label that keeps containers from the files of the host no longer holds.',
  help: 'Remove user and role, and use the type container_t, container_init_t, container_kvm_t or container_engine_t.',
})

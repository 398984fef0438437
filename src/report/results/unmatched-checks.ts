import type { Peer } from '../../lint/rule.ts'

/** A check of another tool that no rule equals, and why. */
export interface UnmatchedCheck {
  readonly tool: Peer['tool']
  readonly check: string
  readonly reason: string
}

const flags = 'a flag of the control plane or of a kubelet, which application manifests do not set'
const nodes = 'a state of running nodes or of a cloud account, which no manifest holds'
const policies = 'a setting of PodSecurityPolicy, which Kubernetes has not served since 1.25'
const scans = 'what is inside an image, which no manifest says'
const workflows = 'a setting of Argo that its own controller judges'
const habits = 'what programs in clusters do every day; a finding would not tell the dangerous ones'

/** Ids by reason; `prefix from-to` stands for a run of numbers. */
const unmatched: readonly (readonly [tool: Peer['tool'], reason: string, checks: string])[] = [
  ['kube-linter', 'resolver options depend on the names that a program asks for', 'dnsconfig-options'],
  ['kube-linter', 'the default, Always, is the only value that these workloads may have', 'restart-policy'],
  ['kube-linter', 'a kind of OpenShift alone', 'scc-deny-privileged-container'],
  ['kube-score', 'the API server takes a budget without numbers, and it then holds nothing back', 'poddisruptionbudget-has-policy'],
  ['trivy', 'an empty podSelector means every pod, often on purpose', 'KSV-0038'],
  ['trivy', 'no request deletes logs of pods', 'KSV-0042'],
  ['trivy', habits, 'KSV-0049 KSV-0056'],
  ['trivy', 'a ConfigMap of one provider', 'KSV-0115'],
  ['trivy', 'a parameter of one Gatekeeper constraint', 'KSV-0124'],
  ['trivy', flags, 'KCV-1-22 KCV-24-30 KCV-33-93'],
  ['checkov', policies, 'CKV_K8S_1 CKV_K8S_2 CKV_K8S_3 CKV_K8S_4 CKV_K8S_5 CKV_K8S_6 CKV_K8S_7 CKV_K8S_24 CKV_K8S_32 CKV_K8S_36'],
  ['checkov', 'an argument of one program', 'CKV_K8S_159'],
  ['checkov', 'writers of services/status are controllers; the API server refuses the exploit by DenyServiceExternalIPs', 'CKV2_K8S_4'],
  [
    'checkov',
    flags,
    'CKV_K8S_68-75 CKV_K8S_77-86 CKV_K8S_88-97 CKV_K8S_99-100 CKV_K8S_102-102 CKV_K8S_104-108 CKV_K8S_110-119 CKV_K8S_121-121 ' +
      'CKV_K8S_138-141 CKV_K8S_143-149 CKV_K8S_151-151',
  ],
  ['kubescape', habits, 'C-0007 C-0031 C-0037 C-0255 C-0257 C-0258 C-0259'],
  ['kubescape', 'a word in a command line, which says little of what the program does', 'C-0062'],
  ['kubescape', scans, 'C-0083 C-0084 C-0085 C-0221 C-0236 C-0237'],
  ['kubescape', 'one version of one program', 'C-0081 C-0090 C-0091 C-0292'],
  ['kubescape', 'a control of the cluster, of which any of many add-ons will do', 'C-0192'],
  ['kubescape', 'the version of the cluster, which is given as --kubernetes-version', 'C-0273'],
  ['kubescape', 'a kind of one add-on', 'C-0297 C-0301 C-0303 C-0304'],
  [
    'kubescape',
    nodes,
    'C-0005 C-0021 C-0026 C-0036 C-0039 C-0052 C-0058 C-66-67 C-69-70 C-0079 C-87-89 C-92-185 C-0205 C-208-209 C-212-213 C-222-223 ' +
      'C-225-235 C-238-252 C-0254 C-0256 C-264-266 C-0274 C-0277 C-283-291 C-0308',
  ],
  ['datree', workflows, 'ARGO_WORKFLOW_INCORRECT_FAILFAST_VALUE_FALSE ARGO_WORKFLOW_INCORRECT_SERVICE_ACCOUNT_NAME_VALUE_DEFAULT'],
  ['datree', workflows, 'ARGO_CONFIGMAP_MISSING_PART_OF_LABEL_VALUE_ARGOCD ARGO_ROLLOUT_MISSING_PAUSE_DURATION'],
  ['datree', workflows, 'ARGO_APP_PROJECT_INCORRECT_NAMESPACE_VALUE ARGO_WORKFLOW_INCORRECT_RETRY_STRATEGY_VALUE_EMPTY'],
  ['datree', workflows, 'ARGO_WORKFLOW_INCORRECT_REVISION_HISTORY_LIMIT_VALUE_0 ARGO_ROLLOUT_INCORRECT_SCALE_DOWN_DELAY_VALUE_BELOW_30'],
  ['datree', workflows, 'ARGO_ROLLOUT_INCORRECT_PROGRESS_DEADLINE_ABORT_VALUE_FALSE'],
  ['datree', workflows, 'ARGO_WORKFLOW_ENSURE_RETRY_ON_BOTH_ERROR_AND_TRANSIENT_ERROR'],
  ['datree', 'a fault of kubelets before 1.22.2, none of manifests', 'CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY'],
]

/** The checks of other tools that no rule equals, in the order of the tools. */
export function unmatchedChecks(): readonly UnmatchedCheck[] {
  return unmatched.flatMap(([tool, reason, checks]) =>
    checks.split(' ').flatMap(range => expanded(range).map(check => ({ tool, check, reason })))
  )
}

function expanded(range: string): readonly string[] {
  const [, prefix, first, last] = /^(CKV_K8S_|C-|KCV-)(\d+)-(\d+)$/.exec(range) ?? []
  if (prefix === undefined || first === undefined || last === undefined) return [range]
  const digits = prefix === 'CKV_K8S_' ? 0 : 4
  return Array.from(
    { length: Number(last) - Number(first) + 1 },
    (_, index) => prefix + String(Number(first) + index).padStart(digits, '0')
  )
}

import { fieldErrorRule, nearestValidName } from '../../kit.ts'
import { fixesOf } from './meant-word.ts'
import { withinLimit } from './requests.ts'
import { agreement } from './selector-labels.ts'

/** A text that the server prints as it is. */
const plainText = /^"([^"\\]*)"$/

export default fieldErrorRule({
  id: 'api/invalid-value',
  summary: 'A value that the API server refuses',
  checks: [
    'affinity-invalid',
    'annotation-syntax',
    'cidr-ip-host',
    'cron-schedule',
    'extended-resource-rules',
    'hostnetwork-hostport',
    'hpa-fields',
    'ingress-fields',
    'int-or-string-percent',
    'job-fields',
    'label-syntax',
    'limitrange-fields',
    'metadata-name',
    'networkpolicy-fields',
    'node-fields',
    'nodeport-range',
    'pdb-fields',
    'port-range-name',
    'probe-success-threshold',
    'progress-deadline',
    'pvc-pv-fields',
    'requests-exceed-limits',
    'rolling-update-both-zero',
    'security-context-conflict',
    'selector-empty',
    'selector-template-mismatch',
    'service-fields',
    'spread-invalid',
    'statefulset-fields',
    'toleration-invalid',
    'vap-compile',
    'crd-definition',
    'crd-schema',
  ],
  peers: [
    {
      tool: 'kube-score',
      check: 'deployment-pod-selector-labels-match-template-metadata-labels',
      same: false,
      difference: 'One of all values that the server refuses.',
    },
    {
      tool: 'kube-score',
      check: 'statefulset-pod-selector-labels-match-template-metadata-labels',
      same: false,
      difference: 'One of all values that the server refuses.',
    },
    {
      tool: 'datree',
      check: 'ENDPOINTSLICE_CVE2021_25373_INCORRECT_ADDRESSES_VALUE',
      same: false,
      difference: 'Loopback and link-local addresses only.',
    },
    { tool: 'kube-linter', check: 'mismatching-selector', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'kube-score', check: 'label-values', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'kubescape', check: 'C-0296', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'datree', check: 'CRONJOB_INVALID_SCHEDULE_VALUE', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'datree', check: 'WORKLOAD_INVALID_LABELS_VALUE', same: false, difference: 'One of all values that the server refuses.' },
  ],
  reasons: ['FieldValueInvalid', 'FieldValueTypeInvalid', 'InternalError'],
  message: '{title} has an invalid {field}',
  help: 'Give {field} a value that the API server takes.',
  fixable: 'safe',
  wording({ resource, error, value, detail, at }, context) {
    if (detail === '`selector` does not match template `labels`') return agreement(resource, context) ?? {}
    const limited = withinLimit(at, detail)
    if (limited !== undefined) return limited
    const fixes = fixesOf(at, detail)
    if (fixes.length > 0) return { help: `${fixes[0]!.title}.`, fixes }
    const name = nearestValidName(plainText.exec(value ?? '')?.[1] ?? '', detail)
    if (name !== undefined) return { help: `Write ${name}, or another name of that form.` }
    const wanted = /^must be ((?!set|specified|empty)[^;]*)$/.exec(detail)?.[1]
    return wanted === undefined ? {} : { help: `Set ${error.field} to a value that is ${wanted}.` }
  },
})

import { asWritten, FieldRef, type FixProposal, fieldErrorRule, nearestName, writtenValue } from '../../kit.ts'

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
    { tool: 'kube-score', check: 'label-values', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'kubescape', check: 'C-0296', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'datree', check: 'CRONJOB_INVALID_SCHEDULE_VALUE', same: false, difference: 'One of all values that the server refuses.' },
    { tool: 'datree', check: 'WORKLOAD_INVALID_LABELS_VALUE', same: false, difference: 'One of all values that the server refuses.' },
    {
      tool: 'datree',
      check: 'ENDPOINTSLICE_CVE2021_25373_INCORRECT_ADDRESSES_VALUE',
      same: false,
      difference: 'Loopback and link-local addresses only.',
    },
  ],
  reasons: ['FieldValueInvalid', 'FieldValueTypeInvalid', 'InternalError'],
  message: '{title} has an invalid {field}',
  help: 'Give {field} a value that the API server takes.',
  fixable: 'safe',
  wording({ error, detail, at }) {
    const fixes = fixesOf(at, detail)
    if (fixes.length > 0) return { help: `${fixes[0]!.title}.`, fixes }
    const wanted = /^must be ((?!set|specified|empty)[^;]*)$/.exec(detail)?.[1]
    return wanted === undefined ? {} : { help: `Set ${error.field} to a value that is ${wanted}.` }
  },
})

/** Words that fields take whose other values the server does not list. */
const words: Readonly<Record<string, readonly string[]>> = {
  clusterIP: ['None'],
  operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Equal'],
}

/** The word that was meant by one in another letter case, or a slip away. */
function fixesOf(at: FieldRef, detail: string): readonly FixProposal[] {
  const { resource, path } = at
  const isFirstOfClusterIPs = path.at(-2) === 'clusterIPs' && path.at(-1) === 0
  const isStruct = typeof writtenValue(resource, [...path, 'type']) === 'string'
  const place = isFirstOfClusterIPs
    ? new FieldRef(resource, [...path.slice(0, -2), 'clusterIP'])
    : isStruct
      ? new FieldRef(resource, [...path, 'type'])
      : at
  const listed = /^must be '\w+'(?:(?:,| or|, or) '\w+')*$/.test(detail)
    ? [...detail.matchAll(/'(\w+)'/g)].map(([, word]) => word!)
    : undefined
  const last = String(place.path.at(-1))
  const known = listed ?? (Object.hasOwn(words, last) ? words[last] : undefined)
  const written = writtenValue(resource, place.path)
  if (known === undefined || typeof written !== 'string') return []
  const meant = known.find(word => word.toLowerCase() === written.toLowerCase()) ?? nearestName(written, known)
  return meant === undefined || meant === written
    ? []
    : [{ title: `Write ${meant}`, safe: true, edits: [{ at: place, text: asWritten(meant, resource.document) }] }]
}

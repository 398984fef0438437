/** What a variable may take from its pod, but labels and annotations. Mirrors pkg/apis/core/validation/validation.go validEnvDownwardAPIFieldPathExpressions, v1.36. */
export const envFieldPaths: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

import { dnsLabelErrors } from '../../k8s/names/dns.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ServerWarning } from '../answer.ts'

const words = 'this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended'

/** What the server warns of in a name that pods take over. Mirrors pkg/api/pod/warnings.go, v1.36. */
export function podNameWarnings({ metadata }: KubernetesObject): readonly ServerWarning[] {
  const errors = dnsLabelErrors(metadata?.name ?? '')
  return errors.length === 0 ? [] : [{ message: `metadata.name: ${words}: [${errors.join(' ')}]`, path: ['metadata', 'name'] }]
}

import { goQuote } from '../../k8s/go-quote.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ServerWarning } from '../answer.ts'
import type { StageContext } from '../strategy.ts'

const suffix = '.static.k8s.io'
const since = 36

/** Names that are for configurations in files of the server. Mirrors pkg/apis/admissionregistration/validation/static_suffix.go WarningsForStaticSuffix, v1.36. */
export function reservedNameWarnings({ metadata }: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  if (version.minor < since || metadata?.name?.endsWith(suffix) !== true) return []
  const words = `names ending with ${goQuote(suffix)} are reserved for static manifest-based configurations and cannot be managed via the API`
  return [{ message: `metadata.name: ${words}`, path: ['metadata', 'name'] }]
}

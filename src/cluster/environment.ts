import type { KubernetesVersion } from '../k8s/version.ts'
import type { Request } from './request.ts'

/** What is fixed for one run over one set. */
export interface Environment {
  readonly version: KubernetesVersion
  readonly world: 'open' | 'closed'
  /** The requests that create the set, in order. */
  readonly requests: readonly Request[]
}

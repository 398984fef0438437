import type { ApiServer } from '../../apiserver/index.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Resource } from '../resource.ts'

/** What requests are sent to, and on what terms. */
export interface ApplyOptions {
  readonly server: ApiServer
  readonly world: 'open' | 'closed'
  readonly version: KubernetesVersion
  /** Whether an object that the server refuses still counts as there for those after it, so that one mistake is one finding. */
  readonly refusedStay: boolean
  /** Whether an object exists elsewhere, by what the configuration says. */
  readonly isExternal?: (kind: string, namespace: string | null, name: string) => boolean
  /** What is already there, in order of arrival. */
  readonly cluster: readonly Resource[]
  /** The state before: what was applied, or what was there. */
  readonly before?: readonly Resource[]
  /** Objects are really stored, where else each request is a dry run. */
  readonly stores?: true
  /** How an object takes the place of one that is there: as `kubectl apply` does it, or as it is written. */
  readonly update?: 'apply' | 'replace'
}

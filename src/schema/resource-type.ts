import type { CustomVersion } from './custom/custom-version.ts'

/** What discovery says about one kind in one version. */
export interface ResourceType {
  /** As written: `apps/v1`, `v1`. */
  readonly apiVersion: string
  /** `''` for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  /** `deployments` */
  readonly plural: string
  readonly namespaced: boolean
  /** Present for a kind that a CustomResourceDefinition defines. */
  readonly custom?: CustomVersion
}

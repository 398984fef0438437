import type { KubernetesVersion } from '../../k8s/version.ts'
import type { CustomTypes } from '../../schema/custom/custom-types.ts'

/** What the server knows of kinds. */
export interface ServedKinds {
  readonly version: KubernetesVersion
  /** The custom kinds that definitions in reach add. */
  readonly custom?: CustomTypes
}

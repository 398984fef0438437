import type { KubernetesObject } from '../k8s/types.ts'
import type { DecodeError } from '../schema/decode-error.ts'
import type { ResourceType } from '../schema/resource-type.ts'

/** One object as it is sent to the server: decoded and defaulted. */
export interface ServerRequest {
  readonly operation: 'create' | 'update'
  readonly type: ResourceType
  readonly object: KubernetesObject
  /** The stored object that an update replaces. */
  readonly old?: KubernetesObject
  /** Where the request goes to; `null` for cluster-scoped kinds. */
  readonly namespace: string | null
  readonly name: string | null
  /** A controller sends it, which may do all that it does. */
  readonly fromController?: true
  /** An object like it has passed validation: only what counts objects can still refuse it. */
  readonly validated?: true
  /** It is really stored, where others are dry runs. */
  readonly stores?: true
  readonly decodeErrors: readonly DecodeError[]
  /** The server's sentence where decoding failed. */
  readonly decodeMessage?: string
}

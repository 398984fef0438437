import type { JsonSchema } from './json-schema.ts'

/** Where the scale subresource finds its numbers: paths with dots, `.spec.replicas`. */
export interface ScalePaths {
  readonly specReplicasPath: string
  readonly statusReplicasPath: string
  readonly labelSelectorPath?: string
}

/** What a CustomResourceDefinition says of one served version of its kind. */
export interface CustomVersion {
  /** Name of the definition: `widgets.example.com`. */
  readonly definition: string
  readonly schema: JsonSchema
  /** The schema by which objects are stored; the same object where this version is the stored one. */
  readonly storageSchema: JsonSchema
  /** Whether the status is written through a request of its own. */
  readonly hasStatus: boolean
  readonly scale?: ScalePaths
  /** What the server says to whoever uses the version, where it is deprecated. */
  readonly deprecation?: string
}

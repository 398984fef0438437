import type { KubernetesVersion } from '../k8s/version.ts'
import type { CelType } from './types.ts'
import type { CelValue } from './values.ts'

/** The object types that an environment declares, by name. */
export interface TypeProvider {
  has(type: string): boolean
  /** The type of a field; undefined where the type declares none of that name. */
  field(type: string, field: string): CelType | undefined
  /** Builds a value of a message literal (`Object{…}`); absent where no type can be built. */
  construct?(type: string, fields: ReadonlyMap<string, CelValue>): CelValue
}

/** Libraries that some environments add: JSON patches for mutations, versions and `cel.bind` for device selectors. */
export type ExtraLibrary = 'jsonpatch' | 'semver' | 'bindings'

/** What an expression may use: the Kubernetes libraries of a version, variables, and object types. */
export interface CelEnvironment {
  readonly version: KubernetesVersion
  readonly variables: ReadonlyMap<string, CelType>
  readonly types?: TypeProvider
  /** Libraries beyond the base environment. */
  readonly libraries?: readonly ExtraLibrary[]
}

/** What one evaluation may cost. Mirrors apiserver pkg/apis/cel/config.go PerCallLimit, v1.36. */
export const perCallLimit = 1_000_000

/** What all rules of one request may cost. Mirrors apiserver pkg/apis/cel/config.go RuntimeCELCostBudget, v1.36. */
export const requestCostBudget = 10_000_000

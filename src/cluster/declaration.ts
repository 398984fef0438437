import type { FieldPath } from '../k8s/field-path.ts'
import type { ApiLifecycle } from '../schema/api-lifecycle.ts'
import type { DescribedError } from '../schema/described/compile-schema.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Resource } from './resource.ts'

/** Why a value that should be an object of Kubernetes is none. */
export type IdentityProblem =
  /** a sequence or scalar where an object is wanted */
  | 'not-an-object'
  | 'missing-kind'
  | 'missing-api-version'
  /** `kind` or `apiVersion` is no text */
  | 'wrong-type'
  /** no schema in reach knows the kind, and it is one that only a custom resource can be */
  | 'unknown-kind'
  /** the group or kind is a built-in one, or one edit away from it */
  | 'misspelt-kind'
  /** the kind is known, but not in this version */
  | 'unknown-version'
  /** an API that Kubernetes had and no longer has */
  | 'removed-api'
  /** an API that the version of Kubernetes has, and serves only where somebody asked for it */
  | 'api-off-by-default'
  /** an API that came after this version of Kubernetes */
  | 'later-api'

/** One object that a document declares, or what keeps it from being one. */
export interface Declaration {
  readonly document: SourceDocument
  readonly root: FieldPath
  readonly apiVersion?: string
  readonly kind?: string
  readonly namespace?: string | null
  readonly name?: string | null
  /** The field at fault: `['kind']`, `['apiVersion']`, or `[]`. */
  readonly at?: FieldPath
  readonly problem?: IdentityProblem
  /** What was surely meant: an apiVersion and a kind that exist. */
  readonly suggestion?: { readonly apiVersion: string; readonly kind: string }
  /** Of an API that goes or has gone, is off by default or came later: in which versions what happens to it. */
  readonly lifecycle?: ApiLifecycle
  /** Of an unknown kind for which somebody brings a JSON schema: how it differs from that. */
  readonly described?: readonly DescribedError[]
  /** Present where it is an object of a known kind. */
  readonly resource?: Resource
}

import type { Path } from '../source/path.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Span } from '../source/source-file.ts'

export type Severity = 'error' | 'warning' | 'info'
/** A prediction that holds for certain, given the input and the world; or advice. */
export type Claim = 'fails' | 'risks'
/** Who would object, in the order of the data flow. */
export type Stage = 'read' | 'decode' | 'validate' | 'admit' | 'warn' | 'set' | 'simulate' | 'advise'

/** The part of Kubernetes that would complain, and its exact words. */
export interface Component {
  readonly name: string
  /** The reason of its event or status, where it has one. */
  readonly reason?: string
  readonly sentence: string
}

/** What the API server itself would put into `causes`. */
export interface Cause {
  readonly reason: string
  readonly field: string
  readonly message: string
}

/** Who a finding is about: the object as written, with its effective namespace. */
export interface ResourceIdentity {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string | null
}

/** Another place that decides or explains; without a span where the object came without a file. */
export interface RelatedPlace {
  readonly message: string
  readonly span?: Span
  readonly path: Path
  readonly resource?: ResourceIdentity
}

export interface Edit {
  readonly span: Span
  readonly text: string
}

/** One way to put it right; `safe` never changes what a valid manifest means. */
export interface Fix {
  readonly title: string
  readonly safe: boolean
  readonly edits: readonly Edit[]
}

/** One finding, ready to be shown. */
export interface Diagnostic {
  readonly rule: string
  readonly severity: Severity
  readonly claim: Claim
  readonly category: string
  readonly stage: Stage
  /** What is wrong: one sentence, subject first. */
  readonly message: string
  /** What to write instead: one imperative sentence. */
  readonly help?: string
  /** A few words beside the caret: what the marked text is, or what it lacks. */
  readonly label?: string
  readonly span: Span
  readonly path: Path
  readonly document: SourceDocument
  readonly resource?: ResourceIdentity
  readonly set: string
  readonly component?: Component
  readonly cause?: Cause
  readonly related: readonly RelatedPlace[]
  readonly fixes: readonly Fix[]
  /** Hex; the same for the same finding after lines move or layout changes. */
  readonly fingerprint: string
  /** Only where several versions of Kubernetes are judged: those in which it holds. */
  readonly versions?: readonly string[]
}

import type { Cause, Claim, Component, Diagnostic, Fix, RelatedPlace, ResourceIdentity, Severity, Stage } from '../../lint/diagnostic.ts'
import { boundedText } from '../message-text.ts'
import { printableFixes } from '../secret-text.ts'
import { type PathResult, type PlaceResult, placeResult } from './place.ts'

/** The object that a finding or an answer is about, as written; `namespace` is the effective one, null for cluster-scoped kinds. */
export interface ResourceResult {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string | null
}

/** The part of Kubernetes that would complain, its event or status reason, and its exact words. */
export interface ComponentResult {
  readonly name: string
  readonly reason?: string
  readonly sentence: string
}

/** The API server's own reason, field path and message. */
export interface CauseResult {
  readonly reason: string
  readonly field: string
  readonly message: string
}

/** Another place that decides or explains; without file and position where the object came without a file. */
export interface RelatedResult extends Partial<PlaceResult> {
  readonly message: string
  readonly path: PathResult
  readonly resource?: ResourceResult
}

/** A replacement of one range of one file. */
export interface EditResult extends PlaceResult {
  readonly text: string
}

/** One way to put a finding right; edits don't overlap. */
export interface FixResult {
  readonly title: string
  readonly safe: boolean
  readonly edits: readonly EditResult[]
}

/** One finding. */
export interface DiagnosticResult extends PlaceResult {
  readonly rule: string
  readonly severity: Severity
  readonly claim: Claim
  readonly category: string
  readonly stage: Stage
  readonly message: string
  readonly help?: string
  readonly path: PathResult
  readonly resource?: ResourceResult
  readonly set: string
  readonly document: number
  readonly origin?: string
  readonly component?: ComponentResult
  readonly cause?: CauseResult
  readonly related: readonly RelatedResult[]
  readonly fixes: readonly FixResult[]
  readonly fingerprint: string
  /** Only where several versions of Kubernetes are judged: those in which it holds. */
  readonly versions?: readonly string[]
  /** Hidden by a comment, an annotation or the configuration, and not counted. */
  readonly suppressed?: true
}

/** One finding as a result lists it. */
export function diagnosticResult(diagnostic: Diagnostic, suppressed = false): DiagnosticResult {
  const { rule, severity, claim, category, stage, message, help, resource, document, component, cause } = diagnostic
  return {
    rule,
    severity,
    claim,
    category,
    stage,
    message: boundedText(message),
    ...(help !== undefined && { help: boundedText(help) }),
    ...placeResult(diagnostic.span),
    path: diagnostic.path,
    ...(resource !== undefined && { resource: resourceResult(resource) }),
    set: diagnostic.set,
    document: document.index,
    ...(document.origin !== undefined && { origin: document.origin }),
    ...(component !== undefined && { component: componentResult(component) }),
    ...(cause !== undefined && { cause: causeResult(cause) }),
    related: diagnostic.related.map(relatedResult),
    fixes: printableFixes(diagnostic).map(fixResult),
    fingerprint: diagnostic.fingerprint,
    ...(diagnostic.versions !== undefined && { versions: diagnostic.versions }),
    ...(suppressed && { suppressed }),
  }
}

/** An object's identity, its keys in the order of the contract. */
export function resourceResult({ apiVersion, kind, namespace, name }: ResourceIdentity): ResourceResult {
  return { apiVersion, kind, namespace, name }
}

/** The server's reason, field and message, without what else is known of an error. */
export function causeResult({ reason, field, message }: Cause): CauseResult {
  return { reason, field, message }
}

function componentResult({ name, reason, sentence }: Component): ComponentResult {
  return { name, ...(reason !== undefined && { reason }), sentence }
}

function relatedResult({ message, span, path, resource }: RelatedPlace): RelatedResult {
  return {
    message: boundedText(message),
    ...(span !== undefined && placeResult(span)),
    path,
    ...(resource !== undefined && { resource: resourceResult(resource) }),
  }
}

function fixResult({ title, safe, edits }: Fix): FixResult {
  return { title, safe, edits: edits.map(edit => ({ ...placeResult(edit.span), text: edit.text })) }
}

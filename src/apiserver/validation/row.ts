import type { FieldError, FieldErrorReason } from '../../k8s/field-error.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Field } from './field.ts'

/** What is fixed for one validation. */
export interface ValidationContext {
  readonly version: KubernetesVersion
  /** The rules of a pod spec differ between a Pod and a template. */
  readonly isPod: boolean
  /** The object takes the place of a stored one. */
  readonly isUpdate?: true
}

/** In which versions and under which feature gate a rule holds. */
export interface Validity {
  /** The first minor that has it. */
  readonly since?: number
  /** The last minor that has it. */
  readonly until?: number
  readonly gate?: string
}

/** What is wrong with a value: the details of as many errors; none where it is right. */
export type Check = (field: Field, context: ValidationContext) => readonly string[]

/** Tells of a value, without its field, that surely nothing is wrong with it. */
export type Sound = (value: unknown, context: ValidationContext) => boolean

/** One check of one field, as data. Not made where the field is absent, except a check for presence. */
export interface Row extends Validity {
  /** Names below the subject: `template.spec.restartPolicy`; `''` for the subject itself. */
  readonly at: string
  /** Made only where this holds of the subject. */
  readonly when?: (subject: Field, context: ValidationContext) => boolean
  readonly reason: FieldErrorReason
  readonly check: Check
  /** What an absent field counts as, where the check is made of it too: the zero value of a plain Go field. */
  readonly zero?: string | number | boolean
  /** The path as the server prints it below the subject, where it is not the field's own: `.labels`. */
  readonly printedAs?: string
  /** The value that the message shows, where it is not the field's own. */
  readonly shows?: (field: Field) => unknown
}

/** Rules for a part: for one struct, for each item of a list, or for each value of a map. */
export interface Scope extends Validity {
  /** Names below the subject. */
  readonly at: string
  readonly each?: 'item' | 'entry'
  readonly when?: (subject: Field, context: ValidationContext) => boolean
  /** A function where few objects have the part, so that its rules are loaded only for those. */
  readonly rules: readonly Rule[] | (() => readonly Rule[])
  /** Tells of the part that its rules find nothing wrong with it, where they do not tell themselves. */
  readonly isSound?: Sound
}

/** A check that needs more than one field, or has more than one place to complain about. */
export interface Predicate extends Validity {
  /** Made only where the subject has this member, or one of these. */
  readonly of?: string | readonly string[]
  readonly errors: (subject: Field, context: ValidationContext) => Iterable<FieldError>
  /** Tells of the member, or of the subject where it needs none, that it finds nothing wrong with it; not with several members. */
  readonly isSound?: Sound
}

/** What the server checks of one type, in its order. */
export type Rule = Row | Scope | Predicate

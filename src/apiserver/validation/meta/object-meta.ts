import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment, type ObjectNameFormat } from '../../../k8s/names/object-name.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { generatedName, suffixPlaceholder } from '../../generated-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, nonNegative } from '../rows.ts'
import { memberOf, textOf } from '../value-check.ts'
import { annotationsRules } from './annotations.ts'
import { finalizersErrors, kubeFinalizersErrors } from './finalizers.ts'
import { labels } from './labels.ts'
import { managedFieldsErrors, managedFieldsRules } from './managed-fields.ts'
import { nameFormat } from './name-formats.ts'
import { ownerReferencesErrors } from './owner-references.ts'

/** Groups whose objects are questions: nothing is stored, so nothing needs a name. */
const questions = new Set(['authentication.k8s.io', 'authorization.k8s.io'])

/** Groups whose finalizers may be of any name. */
const freeFinalizers = new Set([
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'admissionregistration.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
])

/** Kinds whose own validation does not look at the metadata; only the check that is common to all does, and only of what is right otherwise. */
const commonOnly = new Set(['PodDisruptionBudget.policy', 'Event.', 'Binding.'])

/** Kinds that take any name of their own; the check that is common to all looks at it, and only of what is right otherwise. */
const anyName = new Set(['CertificateSigningRequest.certificates.k8s.io'])

/** What the metadata of any object must keep to, besides its name. Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor, v1.36. */
const commonRules: readonly Rule[] = [
  formatted('metadata.namespace', dnsLabelErrors),
  nonNegative('metadata.generation'),
  labels('metadata.labels'),
  { at: 'metadata.annotations', rules: annotationsRules },
  { at: 'metadata.ownerReferences', rules: [{ errors: ownerReferencesErrors }] },
  { at: 'metadata.finalizers', rules: [{ errors: finalizersErrors }] },
  { at: 'metadata.managedFields', rules: [{ errors: managedFieldsErrors }] },
]

/** What the metadata of an object inside another must keep to, besides its name. */
export const embeddedMetaRules: readonly Rule[] = [
  ...commonRules.slice(0, -1),
  { at: 'metadata.managedFields', each: 'item', rules: managedFieldsRules },
]

/** What the check that is common to all kinds looks at in every update. Mirrors apiserver pkg/registry/rest/update.go validateCommonFields, v1.36. */
export const commonMetaRules: readonly Rule[] = [nameRule(() => nameIsPathSegment), ...commonRules]

/** What every update looks at once more. Mirrors the end of ValidateObjectMetaAccessorUpdate. */
export const sharedMetaRules: readonly Rule[] = [
  labels('metadata.labels'),
  { at: 'metadata.annotations', rules: annotationsRules },
  { at: 'metadata.ownerReferences', rules: [{ errors: ownerReferencesErrors }] },
  { at: 'metadata.managedFields', each: 'item', rules: managedFieldsRules },
]

const kubeFinalizers: Rule = { at: 'metadata.finalizers', rules: [{ errors: kubeFinalizersErrors }] }

/** The rules for the metadata of a kind's objects. */
export interface ObjectMetaRules {
  /** Before the rules of the kind. */
  readonly first: readonly Rule[]
  /** After them, of an object that has no error so far. */
  readonly last: readonly Rule[]
  /** What an update looks at of the finalizers, beyond what it looks at in all kinds. */
  readonly finalizers: readonly Rule[]
}

const none: ObjectMetaRules = { first: [], last: [], finalizers: [] }
const known = new Map<string, ObjectMetaRules>()

/** What the metadata of a kind's objects must keep to. */
export function objectMetaRules(type: ResourceType): ObjectMetaRules {
  const key = `${type.kind}.${type.group}`
  const rules = known.get(key) ?? rulesFor(type, key)
  known.set(key, rules)
  return rules
}

function rulesFor(type: ResourceType, key: string): ObjectMetaRules {
  if (questions.has(type.group)) return none
  if (commonOnly.has(key)) return { first: [], last: commonMetaRules, finalizers: [] }
  const isFree = freeFinalizers.has(type.group) || type.custom !== undefined
  const named = nameRule(({ version }) => nameFormat(type, version), key !== 'LimitRange.')
  const finalizers = isFree ? [] : [kubeFinalizers]
  const rest = [...commonRules, ...finalizers]
  if (anyName.has(key)) return { first: [nameRule(() => takesAny), ...rest], last: [named], finalizers }
  return { first: [named, ...rest], last: [], finalizers }
}

const noDetails: ReturnType<ObjectNameFormat> = []
const takesAny: ObjectNameFormat = () => noDetails

/** A name of its format; the server makes up the name of a LimitRange without one. */
function nameRule(formatOf: (context: ValidationContext) => ObjectNameFormat, isRequired = true): Rule {
  return {
    errors: (object, context) => nameErrors(object.child('metadata'), formatOf(context), isRequired),
    isSound: (object, context) => {
      const metadata = memberOf(object, 'metadata')
      const name = textOf(memberOf(metadata, 'name'))
      return name !== '' && textOf(memberOf(metadata, 'generateName')) === '' && formatOf(context)(name, false).length === 0
    },
  }
}

function* nameErrors(metadata: Field, format: ObjectNameFormat, isRequired: boolean): Generator<FieldError> {
  const prefix = metadata.child('generateName')
  if (prefix.text !== '') for (const detail of format(prefix.text, true)) yield fieldError('FieldValueInvalid', prefix, detail, prefix.text)
  const name = metadata.child('name')
  if (name.text === '') {
    if (isRequired) yield fieldError('FieldValueRequired', name, 'name or generateName is required')
    return
  }
  const madeUp = prefix.text !== '' && name.text === generatedName(prefix.text)
  const judged = madeUp ? name.text.replace(suffixPlaceholder, 'x') : name.text
  for (const detail of format(judged, false))
    yield fieldError('FieldValueInvalid', madeUp ? prefix.printedAs(name.name) : name, detail, name.text)
}

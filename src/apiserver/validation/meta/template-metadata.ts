import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { annotationsRules } from './annotations.ts'
import { labels } from './labels.ts'

/** All that a template may not say of the metadata of what is made from it. */
const notSet = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
]

/** Metadata in a template. Mirrors pkg/apis/core/validation/validation.go ValidateTemplateObjectMeta, v1.36. */
export const templateMetadataRules: readonly Rule[] = [
  { at: 'annotations', rules: annotationsRules },
  labels('labels'),
  { errors: otherErrors },
]

function* otherErrors(metadata: Field): Generator<FieldError> {
  for (const name of notSet) {
    const field = metadata.child(name, name === 'uid' ? 'uID' : name)
    if (Array.isArray(field.value) || !field.empty) yield forbidden(field, 'cannot be set')
  }
}

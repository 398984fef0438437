import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { annotationsErrors } from '../meta/annotations.ts'
import { labels } from '../meta/labels.ts'
import type { Rule } from '../row.ts'
import { struct } from '../struct.ts'
import { claimSpecRules } from './persistent-volume-claim-spec.ts'

/** All that a template of a claim may say of its metadata, besides labels and annotations, is nothing. */
const templateFields = [
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

/** The claim that is made for a pod. Mirrors pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimTemplate, v1.36. */
export const claimTemplateRules: readonly Rule[] = [
  { at: 'metadata.annotations', rules: [{ errors: annotationsErrors }] },
  labels('metadata.labels'),
  { at: 'metadata', rules: [{ errors: otherMetadata }] },
  struct('spec', claimSpecRules),
]

function* otherMetadata(metadata: Field): Generator<FieldError> {
  for (const name of templateFields) {
    const field = metadata.child(name)
    const printed = name === 'uid' ? field.printedAs(`${metadata.name}.uID`) : field
    if (Array.isArray(field.value) || !field.empty) yield fieldError('FieldValueForbidden', printed, 'cannot be set')
  }
}

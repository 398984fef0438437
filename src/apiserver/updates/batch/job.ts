import type { FieldError } from '../../../k8s/field-error.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { StageContext } from '../../strategy.ts'
import { shownSelector } from '../../validation/apps/selector.ts'
import { controllerUidLabel } from '../../validation/batch/generated-labels.ts'
import { jobSpecUpdateRules } from '../../validation/batch/job.ts'
import { invalid, numberOf } from '../../validation/error-of.ts'
import { errorsOf } from '../../validation/validate.ts'
import { changedField } from '../changed-field.ts'
import { immutable } from '../immutable.ts'
import type { UpdateStrategy } from '../strategy.ts'
import { partOf, type Update } from '../update.ts'
import { withOldStatus } from '../update-object.ts'
import { jobTemplateErrors } from './job-template.ts'
import { shownFailurePolicy, shownSuccessPolicy } from './shown-policies.ts'

const templateLabels = 'spec.template.metadata.labels'
const prefixedLabels = [controllerUidLabel, 'batch.kubernetes.io/job-name']
const dropGated = preparePodTemplate('spec.template')

/** Mirrors pkg/registry/batch/job/strategy.go and pkg/apis/batch/validation/validation.go ValidateJobUpdate, v1.36. */
export const job: UpdateStrategy = {
  prepare: (object: KubernetesObject, old: KubernetesObject, context: StageContext) => withOldStatus(dropGated(object, context), old),
  counts: ['spec'],
  warns: 'counted',
  tolerates: isPrefixedLabelOfOlder,
  checks: [
    'metadata',
    'rules',
    'metadata-update',
    specErrors,
    completionsErrors,
    selectorErrors,
    jobTemplateErrors,
    immutable('spec.completionMode'),
    immutable('spec.podFailurePolicy', { shows: shownFailurePolicy }),
    immutable('spec.backoffLimitPerIndex'),
    immutable('spec.managedBy'),
    immutable('spec.successPolicy', { shows: shownSuccessPolicy }),
  ],
}

/** A Job from before there were labels with a prefix need not have them. Mirrors validationOptionsForJob. */
function isPrefixedLabelOfOlder({ path }: FieldError, { old }: Update): boolean {
  const label = path.at(-1)
  return (
    prefixedLabels.some(name => name === label) && !prefixedLabels.every(name => old.at(templateLabels).entry(name).value !== undefined)
  )
}

/** Mirrors ValidateCronJobUpdate, v1.36. */
export const cronJob: UpdateStrategy = { counts: ['spec'], warns: 'counted', checks: ['metadata-update', 'rules'] }

/** What the rules say of the spec is told twice. */
function specErrors({ object, version }: Update): readonly FieldError[] {
  return errorsOf(object, jobSpecUpdateRules, { version, isPod: false })
}

/** Mirrors validateCompletions. */
function* completionsErrors(update: Update): Generator<FieldError> {
  if (!update.changed('spec.completions')) return
  const completions = update.object.at('spec.completions')
  if (update.object.at('spec.completionMode').text !== 'Indexed') yield invalid(completions, 'field is immutable')
  else if (!completions.absent && numberOf(completions) !== numberOf(update.object.at('spec.parallelism')))
    yield invalid(completions, 'can only be modified in tandem with spec.parallelism')
}

function* selectorErrors(update: Update): Generator<FieldError> {
  const selector = update.object.at('spec.selector')
  if (!update.changed('spec.selector')) return
  const changed = changedField(selector, partOf(update.newForm, 'spec.selector'), partOf(update.oldForm, 'spec.selector'))
  yield invalid(changed, 'field is immutable', selector.absent ? null : shownSelector(selector))
}

import { scheduleError } from '../../../k8s/cron.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { timeZoneErrors } from '../../../k8s/time-zone.ts'
import { shownSelector } from '../apps/selector.ts'
import { cronJobTemplateRules } from '../core/pod-template.ts'
import { invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { formatted, nonNegative, oneOf, supportedValues } from '../rows.ts'
import { checkText } from '../value-check.ts'
import { jobSpecRules, restartPolicyErrors } from './job-spec.ts'

/** A Job's name must fit into 63 characters with the time that is appended to it. */
const maxNameLength = 52

/** What a CronJob must keep to. Mirrors pkg/apis/batch/validation/validation.go ValidateCronJobCreate, v1.36. */
export const cronJobRules: readonly Rule[] = [
  { errors: cronJob => scheduleErrors(cronJob.at('spec.schedule')) },
  nonNegative('spec.startingDeadlineSeconds'),
  formatted('spec.timeZone', timeZoneErrors, 'set'),
  oneOf('spec.concurrencyPolicy', ['Allow', 'Forbid', 'Replace']),
  { at: 'spec.jobTemplate.spec', rules: jobSpecRules },
  ...cronJobTemplateRules,
  { errors: cronJob => restartPolicyErrors(cronJob.at('spec.jobTemplate.spec')) },
  {
    at: 'spec.jobTemplate.spec.selector',
    reason: 'FieldValueInvalid',
    check: () => ['`selector` will be auto-generated'],
    shows: shownSelector,
  },
  {
    at: 'spec.jobTemplate.spec.manualSelector',
    reason: 'FieldValueNotSupported',
    check: ({ value }) => (value === true ? [supportedValues(['nil', 'false'])] : []),
  },
  nonNegative('spec.successfulJobsHistoryLimit'),
  nonNegative('spec.failedJobsHistoryLimit'),
  {
    at: 'metadata.name',
    reason: 'FieldValueInvalid',
    check: checkText(text => (text.length > maxNameLength ? [`must be no more than ${maxNameLength} characters`] : [])),
  },
]

/** Mirrors validateScheduleFormat. */
function* scheduleErrors(schedule: Field): Generator<FieldError> {
  if (schedule.text === '') {
    yield required(schedule)
    return
  }
  const error = scheduleError(schedule.text)
  if (error !== undefined) yield invalid(schedule, error)
  if (schedule.text.includes('TZ')) yield invalid(schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')
}

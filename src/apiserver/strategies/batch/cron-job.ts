import { cronJobDefaults } from '../../defaults/batch/cron-job.ts'
import { isPlainCronJob } from '../../plain/jobs.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { cronJobRules } from '../../validation/batch/cron-job.ts'
import { podNameWarnings } from '../../warnings/pod-name.ts'
import { jobTemplateWarnings } from '../../warnings/pod-template.ts'
import { withNewStatus } from '../new-status.ts'

const dropGated = preparePodTemplate('spec.jobTemplate.spec.template')
/** Mirrors pkg/registry/batch/cronjob/strategy.go, v1.36. */
export const cronJob: Strategy = {
  defaults: cronJobDefaults,
  prepare: (object, context) => withNewStatus(dropGated(object, context), {}),
  rules: cronJobRules,
  isPlain: isPlainCronJob,
  warnings: (object, context) => [...podNameWarnings(object), ...jobTemplateWarnings(object, context)],
}

import { scheduleError } from '../../k8s/cron.ts'
import { madeUpUid } from '../made-up-values.ts'
import { controllerUidLabel, generatedLabels } from '../validation/batch/generated-labels.ts'
import { object } from './metadata.ts'
import { isLabel } from './names.ts'
import { podTemplate } from './pods.ts'
import { selector, selectsByLabels } from './selectors.ts'
import { any, choice, count, type Members, off, shape, struct, text } from './shape.ts'

/** The longest name to which a time can be added. */
const maxNameLength = 52

const job = {
  parallelism: count,
  completions: count,
  activeDeadlineSeconds: count,
  backoffLimit: count,
  ttlSecondsAfterFinished: count,
  completionMode: choice('NonIndexed'),
  podReplacementPolicy: choice('TerminatingOrFailed', 'Failed'),
  suspend: any,
  manualSelector: off,
  template: podTemplate('OnFailure', 'Never'),
}

/** Whether a Job selects by what the server has made up for it. */
function selectsGenerated({ metadata, spec }: Members): boolean {
  const { selector, template } = spec as { selector: Members; template: { metadata?: Members } }
  const { matchLabels, matchExpressions } = selector as { matchLabels?: Members; matchExpressions?: unknown }
  if (matchExpressions !== undefined || matchLabels?.[controllerUidLabel] !== madeUpUid) return false
  const labels = template.metadata?.['labels']
  return Object.keys(matchLabels).length === 1 && selectsByLabels(generatedLabels((metadata as Members)['name'] as string), labels)
}

/** Whether nothing can be said of a Job. */
export const isPlainJob = object(
  isLabel,
  { spec: struct(shape({ ...job, selector: struct(selector) }, ['selector', 'template'])) },
  ['spec'],
  selectsGenerated
)

const template = struct(shape({ metadata: any, spec: struct(shape(job, ['template'])) }, ['spec']))
const cronJobSpec = shape(
  {
    schedule: text(isSchedule),
    startingDeadlineSeconds: count,
    concurrencyPolicy: choice('Allow', 'Forbid', 'Replace'),
    suspend: any,
    successfulJobsHistoryLimit: count,
    failedJobsHistoryLimit: count,
    jobTemplate: template,
  },
  ['schedule', 'jobTemplate']
)

function isSchedule(schedule: string): boolean {
  return schedule !== '' && !schedule.includes('TZ') && scheduleError(schedule) === undefined
}

/** Whether nothing can be said of a CronJob. */
export const isPlainCronJob = object(name => name.length <= maxNameLength && isLabel(name), { spec: struct(cronJobSpec) }, ['spec'])

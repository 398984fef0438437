import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeOrAdd, fillAbsent, fillEmpty } from '../fill.ts'
import { jobSpecDefaults } from './job.ts'

/** Mirrors pkg/apis/batch/v1/defaults.go SetDefaults_CronJob, v1.36: the Jobs it makes get their own defaults when they are made. */
export function cronJobDefaults(cronJob: KubernetesObject): KubernetesObject {
  return changeOrAdd(cronJob, 'spec', written => {
    const spec = fillAbsent(fillEmpty(written, { concurrencyPolicy: 'Allow' }), {
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    })
    return changeOrAdd(spec, 'jobTemplate', template => changeOrAdd(template, 'spec', jobSpecDefaults))
  })
}

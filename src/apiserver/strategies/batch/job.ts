import type { KubernetesObject } from '../../../k8s/types.ts'
import { jobDefaults } from '../../defaults/batch/job.ts'
import { withTemplateLabels } from '../../defaults/template-labels.ts'
import { isPlainJob } from '../../plain/jobs.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { StageContext, Strategy } from '../../strategy.ts'
import { jobRules } from '../../validation/batch/job.ts'
import { jobWarnings } from '../../warnings/batch/job.ts'
import { withNewStatus } from '../new-status.ts'
import { changeAt, without } from '../without-fields.ts'
import { withGeneratedSelector, withNamedLabels } from './generated-selector.ts'

/** The first minors with the gates JobSuccessPolicy and JobManagedBy on. */
const successPolicySince = 31
const managedBySince = 32

const dropGated = preparePodTemplate('spec.template')

/** Mirrors pkg/registry/batch/job/strategy.go, v1.36. */
export const job: Strategy = {
  defaults: jobDefaults,
  prepare: (object, context) => withGeneratedSelector(withNewStatus(withoutGated(dropGated(object, context), context), {})),
  rules: jobRules,
  isPlain: isPlainJob,
  reread: object => withTemplateLabels(withNamedLabels(object)),
  warnings: jobWarnings,
}

function withoutGated(object: KubernetesObject, { version: { minor } }: StageContext): KubernetesObject {
  const gated = [...(minor < successPolicySince ? ['successPolicy'] : []), ...(minor < managedBySince ? ['managedBy'] : [])]
  return changeAt(object, ['spec'], spec => without(spec, ...gated))
}

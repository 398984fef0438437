import { deploymentDefaults } from '../../defaults/apps/deployment.ts'
import { isPlainDeployment } from '../../plain/apps.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { deploymentRules } from '../../validation/apps/deployment.ts'
import { podNameWarnings } from '../../warnings/pod-name.ts'
import { templateWarnings } from '../../warnings/pod-template.ts'
import { withNewStatus } from '../new-status.ts'

const dropGated = preparePodTemplate('spec.template')
/** Mirrors pkg/registry/apps/deployment/strategy.go, v1.36. */
export const deployment: Strategy = {
  defaults: deploymentDefaults,
  prepare: (object, context) => withNewStatus(dropGated(object, context), {}),
  rules: deploymentRules,
  isPlain: isPlainDeployment,
  warnings: (object, context) => [...podNameWarnings(object), ...templateWarnings(object, context)],
}

import { replicaSetDefaults } from '../../defaults/apps/replica-set.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { replicaSetRules } from '../../validation/apps/replica-set.ts'
import { podNameWarnings } from '../../warnings/pod-name.ts'
import { templateWarnings } from '../../warnings/pod-template.ts'
import { withNewStatus } from '../new-status.ts'

const dropGated = preparePodTemplate('spec.template')
/** Mirrors pkg/registry/apps/replicaset/strategy.go, v1.36. */
export const replicaSet: Strategy = {
  defaults: replicaSetDefaults,
  prepare: (object, context) => withNewStatus(dropGated(object, context), { replicas: 0 }),
  rules: replicaSetRules,
  warnings: (object, context) => [...podNameWarnings(object), ...templateWarnings(object, context)],
}

import { replicationControllerDefaults } from '../../defaults/core/replication-controller.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { replicationControllerRules } from '../../validation/core/replication-controller.ts'
import { podNameWarnings } from '../../warnings/pod-name.ts'
import { templateWarnings } from '../../warnings/pod-template.ts'
import { withNewStatus } from '../new-status.ts'

const dropGated = preparePodTemplate('spec.template')

/** Mirrors pkg/registry/core/replicationcontroller/strategy.go, v1.36. */
export const replicationController: Strategy = {
  defaults: replicationControllerDefaults,
  prepare: (object, context) => withNewStatus(dropGated(object, context), { replicas: 0 }),
  rules: replicationControllerRules,
  warnings: (object, context) => [...podNameWarnings(object), ...templateWarnings(object, context)],
}

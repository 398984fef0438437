import type { KubernetesObject } from '../../../k8s/types.ts'
import { statefulSetDefaults } from '../../defaults/apps/stateful-set.ts'
import { isPlainStatefulSet } from '../../plain/apps.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { StageContext, Strategy } from '../../strategy.ts'
import { statefulSetRules } from '../../validation/apps/stateful-set.ts'
import { statefulSetWarnings } from '../../warnings/apps/stateful-set.ts'
import { withNewStatus } from '../new-status.ts'
import { changeAt, without } from '../without-fields.ts'

/** The one minor with MaxUnavailableStatefulSet on. */
const maxUnavailableIn = 35

const dropGated = preparePodTemplate('spec.template')

/** Mirrors pkg/registry/apps/statefulset/strategy.go, v1.36. */
export const statefulSet: Strategy = {
  defaults: statefulSetDefaults,
  prepare: (object, context) => withNewStatus(withoutGated(dropGated(object, context), context), { replicas: 0, availableReplicas: 0 }),
  rules: statefulSetRules,
  isPlain: isPlainStatefulSet,
  warnings: statefulSetWarnings,
}

function withoutGated(object: KubernetesObject, { version }: StageContext): KubernetesObject {
  if (version.minor === maxUnavailableIn) return object
  return changeAt(object, ['spec', 'updateStrategy', 'rollingUpdate'], update => without(update, 'maxUnavailable'))
}

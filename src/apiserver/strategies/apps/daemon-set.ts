import type { KubernetesObject } from '../../../k8s/types.ts'
import { daemonSetDefaults } from '../../defaults/apps/daemon-set.ts'
import { isPlainDaemonSet } from '../../plain/apps.ts'
import { preparePodTemplate } from '../../prepare/core/pod-template.ts'
import type { Strategy } from '../../strategy.ts'
import { daemonSetRules } from '../../validation/apps/daemon-set.ts'
import { templateWarnings } from '../../warnings/pod-template.ts'
import { withNewStatus } from '../new-status.ts'

const status = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 }
/** Where the first versions of the API keep the number of the template. */
const templateGeneration = 'deprecated.daemonset.template.generation'

const dropGated = preparePodTemplate('spec.template')
/** Mirrors pkg/registry/apps/daemonset/strategy.go, v1.36. */
export const daemonSet: Strategy = {
  defaults: daemonSetDefaults,
  prepare: (object, context) => withNewStatus(withTemplateGeneration(dropGated(object, context)), status),
  rules: daemonSetRules,
  isPlain: isPlainDaemonSet,
  warnings: templateWarnings,
}

function withTemplateGeneration(object: KubernetesObject): KubernetesObject {
  const annotations = object.metadata?.annotations ?? {}
  const written = Object.hasOwn(annotations, templateGeneration) ? Number(annotations[templateGeneration]) : 0
  if (written >= 1) return object
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, [templateGeneration]: '1' } } }
}

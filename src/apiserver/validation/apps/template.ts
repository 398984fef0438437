import { podTemplateRules } from '../core/pod-template.ts'
import type { Row, Rule } from '../row.ts'
import { oneOf } from '../rows.ts'

/** The pods of a workload that runs for ever are restarted always. Mirrors ValidatePodTemplateSpecForReplicaSet, v1.36, which speaks of a ReplicaSet for a Deployment too. */
export function lastingPodRows(kind: 'ReplicaSet' | 'StatefulSet' | 'DaemonSet'): readonly Row[] {
  return [
    { ...oneOf('spec.template.spec.restartPolicy', ['Always'], 'always') },
    {
      at: 'spec.template.spec.activeDeadlineSeconds',
      reason: 'FieldValueForbidden',
      check: () => [`activeDeadlineSeconds in ${kind} is not Supported`],
    },
  ]
}

/** The template of a ReplicaSet or Deployment. */
export const replicaSetTemplateRules: readonly Rule[] = [...podTemplateRules, ...lastingPodRows('ReplicaSet')]

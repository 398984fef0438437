import { podQosClass } from '../../../k8s/qos.ts'
import type { KubernetesObject, PodSpec } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { madeUpTime } from '../../made-up-values.ts'
import type { StageContext } from '../../strategy.ts'
import { withAppArmorAnnotations, withAppArmorFields } from './pod-app-armor.ts'
import { withoutDisabledFields } from './pod-fields.ts'
import { withMergedLabelKeys } from './pod-label-keys.ts'

/** The first minor that says when a pod was gated. */
const timedSince = 31
const gated = {
  type: 'PodScheduled',
  status: 'False',
  lastProbeTime: null,
  lastTransitionTime: null,
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
}

/** A pod as the server takes it in, before validation. Mirrors pkg/registry/core/pod/strategy.go PrepareForCreate, v1.36. */
export function preparePod(pod: KubernetesObject, { version }: StageContext): KubernetesObject {
  const written = isStruct(pod.spec) ? pod.spec : {}
  const annotations: Struct = pod.metadata?.annotations ?? {}
  const fields = withoutDisabledFields(written, version)
  const armored = withAppArmorFields(fields, annotations, version)
  const spec = withMergedLabelKeys(armored, pod.metadata?.labels ?? {}, version)
  const grace = spec['terminationGracePeriodSeconds']
  const lasting = typeof grace === 'number' && grace < 0 ? { ...spec, terminationGracePeriodSeconds: 1 } : spec
  return { ...withAppArmorAnnotations(pod, spec, version), spec: lasting, status: firstStatus(spec, version) }
}

function firstStatus(spec: Struct, { minor }: KubernetesVersion): Struct {
  const gates = spec['schedulingGates']
  return {
    phase: 'Pending',
    ...(Array.isArray(gates) && gates.length > 0
      ? { conditions: [minor >= timedSince ? { ...gated, lastTransitionTime: madeUpTime } : gated] }
      : {}),
    qosClass: podQosClass(spec as PodSpec),
  }
}

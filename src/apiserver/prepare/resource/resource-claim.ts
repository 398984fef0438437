import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, type Struct } from '../../defaults/fill.ts'
import type { StageContext } from '../../strategy.ts'
import { without, withoutStatus } from '../drop.ts'

/** 1.34 kept the tolerations of requests, and constraints of which it knew nothing. */
const exactSince = 35

/** Mirrors pkg/registry/resource/resourceclaim/strategy.go PrepareForCreate, v1.36. */
export function prepareResourceClaim(claim: KubernetesObject, context: StageContext): KubernetesObject {
  return change(withoutStatus(claim), 'spec', spec => withoutGated(spec, context))
}

/** Mirrors pkg/registry/resource/resourceclaimtemplate/strategy.go PrepareForCreate, v1.36. */
export function prepareResourceClaimTemplate(template: KubernetesObject, context: StageContext): KubernetesObject {
  return change(template, 'spec', outer => change(outer, 'spec', spec => withoutGated(spec, context)))
}

function withoutGated(spec: Struct, { version }: StageContext): Struct {
  const isOn = (gate: string): boolean => isFeatureOn(gate, version)
  return change(spec, 'devices', written => {
    const devices =
      isOn('DRAConsumableCapacity') || version.minor < exactSince
        ? written
        : changeItems(written, 'constraints', constraint => without(constraint, ['distinctAttribute']))
    return changeItems(devices, 'requests', request => {
      const capacity = isOn('DRAConsumableCapacity') ? [] : ['capacity']
      const tolerations = isOn('DRADeviceTaints') ? [] : ['tolerations']
      const exact = version.minor >= exactSince ? [...capacity, ...tolerations] : capacity
      const admin = isOn('DRAAdminAccess') ? [] : ['adminAccess']
      const choices = changeItems(request, 'firstAvailable', choice => withoutAll(choice, exact))
      return change(choices, 'exactly', struct => withoutAll(struct, [...exact, ...admin]))
    })
  })
}

function withoutAll(struct: Struct, fields: readonly string[]): Struct {
  return fields.reduce((kept, field) => without(kept, [field]), struct)
}

import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, fillAbsent } from '../../defaults/fill.ts'
import { madeUpTime } from '../../made-up-values.ts'
import { prepareResourceSlice } from '../../prepare/resource/resource-slice.ts'
import type { Strategy } from '../../strategy.ts'
import { resourceSliceRules } from '../../validation/resource/resource-slice.ts'
import { resourceSliceWarnings } from '../../warnings/resource/resource-slice.ts'

/** Mirrors pkg/registry/resource/resourceslice/strategy.go, v1.36. */
export const resourceSlice: Strategy = {
  prepare: prepareResourceSlice,
  rules: resourceSliceRules,
  warnings: resourceSliceWarnings,
  reread: withTaintTimes,
}

/** A taint is there since now. Mirrors pkg/apis/resource/v1/defaults.go SetDefaults_DeviceTaint, v1.36. */
function withTaintTimes(slice: KubernetesObject): KubernetesObject {
  return change(slice, 'spec', spec =>
    changeItems(spec, 'devices', device => changeItems(device, 'taints', taint => fillAbsent(taint, { timeAdded: madeUpTime })))
  )
}

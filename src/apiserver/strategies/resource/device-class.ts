import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import { without } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { deviceClassRules } from '../../validation/resource/device-class.ts'

/** Mirrors pkg/registry/resource/deviceclass/strategy.go, v1.36. */
export const deviceClass: Strategy = {
  prepare: (object, { version }) =>
    isFeatureOn('DRAExtendedResource', version) ? object : without(object, ['spec', 'extendedResourceName']),
  rules: deviceClassRules,
}

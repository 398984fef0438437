import type { KubernetesObject } from '../../../k8s/types.ts'
import { endpointSliceDefaults } from '../../defaults/discovery/endpoint-slice.ts'
import type { StageContext, Strategy } from '../../strategy.ts'
import { endpointSliceRules } from '../../validation/discovery/endpoint-slice.ts'
import { endpointSliceWarnings } from '../../warnings/discovery/endpoint-slice.ts'
import { changeAt, without } from '../without-fields.ts'

/** The first minor with PreferSameTrafficDistribution on. */
const nodeHintsSince = 34

/** Mirrors pkg/registry/discovery/endpointslice/strategy.go, v1.36: what this version of the API no longer has is dropped. */
export const endpointSlice: Strategy = {
  defaults: endpointSliceDefaults,
  prepare: withoutGated,
  rules: endpointSliceRules,
  warnings: endpointSliceWarnings,
}

function withoutGated(object: KubernetesObject, { version }: StageContext): KubernetesObject {
  const current = changeAt(object, ['endpoints[]'], endpoint => without(endpoint, 'deprecatedTopology'))
  return version.minor >= nodeHintsSince ? current : changeAt(current, ['endpoints[]', 'hints'], hints => without(hints, 'forNodes'))
}

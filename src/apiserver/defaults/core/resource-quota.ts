import type { KubernetesObject } from '../../../k8s/types.ts'
import { change } from '../fill.ts'
import { resourceListDefaults } from './resource-list.ts'

/** The hard limits as the server keeps them. */
export function resourceQuotaDefaults(quota: KubernetesObject): KubernetesObject {
  return change(quota, 'spec', spec => change(spec, 'hard', resourceListDefaults))
}

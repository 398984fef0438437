import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, fillAbsent, isStruct } from '../fill.ts'
import { resourceListDefaults } from './resource-list.ts'

/** What a node has is what pods may use, where nothing else is said. Mirrors pkg/apis/core/v1/defaults.go SetDefaults_NodeStatus, v1.36. */
export function nodeDefaults(node: KubernetesObject): KubernetesObject {
  return change(node, 'status', written => {
    const status = change(change(written, 'capacity', resourceListDefaults), 'allocatable', resourceListDefaults)
    return isStruct(status['capacity']) ? fillAbsent(status, { allocatable: status['capacity'] }) : status
  })
}

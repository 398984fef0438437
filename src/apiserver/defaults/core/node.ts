import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, isStruct } from '../fill.ts'
import { resourceListDefaults } from './resource-list.ts'

/** What a node has is what pods may use, where nothing else is said. Mirrors pkg/apis/core/v1/defaults.go SetDefaults_NodeStatus, v1.36. */
export function nodeDefaults(node: KubernetesObject): KubernetesObject {
  return change(node, 'status', written => {
    const status = change(change(written, 'capacity', resourceListDefaults), 'allocatable', resourceListDefaults)
    const { allocatable, capacity } = status
    const isEmpty = !isStruct(allocatable) || Object.keys(allocatable).length === 0
    return isStruct(capacity) && isEmpty ? { ...status, allocatable: capacity } : status
  })
}

import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { DefaultsContext } from '../../strategy.ts'
import { change, changeItems, changeOrAdd, fillAbsent, isStruct, type Struct } from '../fill.ts'
import { podLevelResourceDefaults } from './pod-level-resources.ts'
import { podSpecDefaults } from './pod-spec.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Pod, v1.36, after the defaults of the spec. */
export function podDefaults(pod: KubernetesObject, { version }: DefaultsContext): KubernetesObject {
  return changeOrAdd(pod, 'spec', written => {
    let spec = podSpecDefaults(written)
    for (const list of ['containers', 'initContainers']) spec = changeItems(spec, list, requestsFromLimits)
    if (isFeatureOn('PodLevelResources', version)) spec = podLevelResourceDefaults(spec)
    spec = fillAbsent(spec, { enableServiceLinks: true })
    if (spec['hostNetwork'] !== true) return spec
    for (const list of ['containers', 'initContainers']) spec = changeItems(spec, list, withHostPorts)
    return spec
  })
}

/** Each limit is also the request where none is written. */
function requestsFromLimits(container: Struct): Struct {
  return change(container, 'resources', resources => {
    const { limits, requests } = resources
    if (!isStruct(limits)) return resources
    const written = isStruct(requests) ? requests : {}
    const missing = Object.keys(limits).filter(name => !Object.hasOwn(written, name))
    if (missing.length === 0) return resources
    const filled = Object.assign(Object.create(null), written) as Record<string, unknown>
    for (const name of missing) filled[name] = limits[name]
    return { ...resources, requests: filled }
  })
}

/** On the node's own network, each port is a port of the node. */
function withHostPorts(container: Struct): Struct {
  return changeItems(container, 'ports', port => (port['hostPort'] ? port : { ...port, hostPort: port['containerPort'] ?? 0 }))
}

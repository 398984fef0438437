import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeItems, changeOrAdd, fillAbsent, fillEmpty, isStruct, type Struct } from '../fill.ts'

const clientIPTimeoutSeconds = 10_800

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Service, v1.36. */
export function serviceDefaults(service: KubernetesObject): KubernetesObject {
  return changeOrAdd(service, 'spec', written => {
    let spec = affinityDefaults(fillEmpty(written, { sessionAffinity: 'None', type: 'ClusterIP' }))
    spec = changeItems(spec, 'ports', port => {
      const typed = fillEmpty(port, { protocol: 'TCP' })
      return fillEmpty(typed, { targetPort: typed['port'] ?? 0 })
    })
    if (isExternallyAccessible(spec)) spec = fillEmpty(spec, { externalTrafficPolicy: 'Cluster' })
    const { type } = spec
    if (type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP')
      spec = fillAbsent(spec, { internalTrafficPolicy: 'Cluster' })
    return type === 'LoadBalancer' ? fillAbsent(spec, { allocateLoadBalancerNodePorts: true }) : spec
  })
}

function affinityDefaults(spec: Struct): Struct {
  if (spec['sessionAffinity'] === 'None') {
    const { sessionAffinityConfig, ...rest } = spec
    return sessionAffinityConfig === undefined ? spec : rest
  }
  if (spec['sessionAffinity'] !== 'ClientIP' || hasTimeout(spec['sessionAffinityConfig'])) return spec
  return { ...spec, sessionAffinityConfig: { clientIP: { timeoutSeconds: clientIPTimeoutSeconds } } }
}

function hasTimeout(config: unknown): boolean {
  const clientIP = isStruct(config) ? config['clientIP'] : undefined
  return isStruct(clientIP) && (clientIP['timeoutSeconds'] ?? undefined) !== undefined
}

/** Mirrors pkg/api/v1/service/util.go ExternallyAccessible. */
function isExternallyAccessible({ type, externalIPs }: Struct): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && Array.isArray(externalIPs) && externalIPs.length > 0)
}

import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, fillEmpty, type Struct } from '../fill.ts'

/** Mirrors pkg/apis/resource/v1/defaults.go, v1.36; `v1beta1` has the fields of an exact request in the request itself. */
export function resourceClaimDefaults(claim: KubernetesObject): KubernetesObject {
  return change(claim, 'spec', spec => claimSpecDefaults(spec, claim.apiVersion))
}

/** The claims that a template makes. */
export function resourceClaimTemplateDefaults(template: KubernetesObject): KubernetesObject {
  return change(template, 'spec', outer => change(outer, 'spec', spec => claimSpecDefaults(spec, template.apiVersion)))
}

function claimSpecDefaults(spec: Struct, apiVersion: string | undefined): Struct {
  return change(spec, 'devices', devices =>
    changeItems(devices, 'requests', written => {
      const request = changeItems(written, 'firstAvailable', requestDefaults)
      if (apiVersion !== 'resource.k8s.io/v1beta1') return change(request, 'exactly', requestDefaults)
      return request['deviceClassName'] ? requestDefaults(request) : request
    })
  )
}

/** Mirrors SetDefaults_ExactDeviceRequest. */
function requestDefaults(written: Struct): Struct {
  const tolerant = changeItems(written, 'tolerations', toleration => fillEmpty(toleration, { operator: 'Equal' }))
  const request = fillEmpty(tolerant, { allocationMode: 'ExactCount' })
  return request['allocationMode'] === 'ExactCount' ? fillEmpty(request, { count: 1 }) : request
}

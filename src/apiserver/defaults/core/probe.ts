import { change, fillAbsent, fillEmpty, type Struct } from '../fill.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Probe, v1.36. */
export function probeDefaults(probe: Struct): Struct {
  const filled = fillEmpty(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 })
  return change(change(filled, 'httpGet', httpGetDefaults), 'grpc', grpc => fillAbsent(grpc, { service: '' }))
}

/** What is run after the start and before the end of a container. */
export function lifecycleDefaults(lifecycle: Struct): Struct {
  const withHttp = (handler: Struct): Struct => change(handler, 'httpGet', httpGetDefaults)
  return change(change(lifecycle, 'postStart', withHttp), 'preStop', withHttp)
}

/** Mirrors SetDefaults_HTTPGetAction. */
function httpGetDefaults(action: Struct): Struct {
  return fillEmpty(action, { path: '/', scheme: 'HTTP' })
}

import type { PodSpec } from '../../k8s/types.ts'
import type { EndpointPort } from './endpoint-slice.ts'
import type { Service, ServicePort } from './service.ts'

/** The ports at which a pod answers for a Service; those whose name it lacks are left out. Mirrors the endpointslice reconciler's getEndpointPorts, v1.36. */
export function resolvePorts({ spec = {} }: Service, pod: PodSpec): readonly EndpointPort[] {
  return (spec.ports ?? []).flatMap(servicePort => {
    const port = targetPortOf(servicePort, pod)
    if (port === undefined) return []
    const { name = '', protocol = 'TCP', appProtocol } = servicePort
    return [{ name, protocol, port, ...(appProtocol !== undefined && { appProtocol }) }]
  })
}

/** The number that a Service's target port stands for in a pod; undefined where no container has a port of that name. Mirrors pkg/api/v1/pod/util.go FindPort, v1.36. */
export function targetPortOf({ targetPort, port, protocol = 'TCP' }: ServicePort, pod: PodSpec): number | undefined {
  if (typeof targetPort !== 'string') return targetPort || port
  const sidecars = (pod.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  for (const { ports = [] } of [...(pod.containers ?? []), ...sidecars])
    for (const { name, protocol: own = 'TCP', containerPort } of ports) if (name === targetPort && own === protocol) return containerPort
  return undefined
}

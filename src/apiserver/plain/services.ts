import { madeUpClusterIp, madeUpNodePort } from '../made-up-values.ts'
import { port, portNumber, protocol } from './containers.ts'
import { labels, object } from './metadata.ts'
import { isKey, isLabel, isLetterLabel } from './names.ts'
import { any, areDistinct, choice, itemsOf, list, type Members, shape, struct, text, texts } from './shape.ts'

/** The port of the kubelet, which older versions keep load balancers from. */
const kubeletPort = 10_250

const servicePort = shape(
  { name: text(isLabel), port: portNumber, targetPort: port, protocol, nodePort: choice(madeUpNodePort), appProtocol: text(isKey) },
  ['port', 'targetPort', 'protocol']
)

const spec = shape(
  {
    type: choice('ClusterIP', 'NodePort', 'LoadBalancer'),
    selector: labels,
    ports: list(servicePort),
    clusterIP: choice(madeUpClusterIp, 'None'),
    clusterIPs: texts(address => address === madeUpClusterIp || address === 'None'),
    ipFamilies: texts(family => family === 'IPv4' || family === 'IPv6'),
    ipFamilyPolicy: choice('SingleStack'),
    sessionAffinity: choice('None'),
    internalTrafficPolicy: choice('Cluster', 'Local'),
    externalTrafficPolicy: choice('Cluster'),
    allocateLoadBalancerNodePorts: any,
    publishNotReadyAddresses: any,
  },
  ['type', 'clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'],
  spec => hasOneAddress(spec) && hasOwnPorts(spec) && isOfItsType(spec)
)

function hasOneAddress({ clusterIP, clusterIPs, ipFamilies }: Members): boolean {
  const addresses = itemsOf(clusterIPs)
  return addresses.length === 1 && (addresses[0] as unknown) === clusterIP && itemsOf(ipFamilies).length === 1
}

function hasOwnPorts({ ports, clusterIP }: Members): boolean {
  const all = itemsOf(ports)
  if (all.length < 2) return all.length === 1 || clusterIP === 'None'
  return all.every(({ name }) => name !== undefined) && areDistinct(all, 'name') && areDistinct(all, 'port')
}

function isOfItsType({ type, clusterIP, ports, externalTrafficPolicy, allocateLoadBalancerNodePorts }: Members): boolean {
  if (type === 'LoadBalancer') return clusterIP !== 'None' && itemsOf(ports).every(({ port }) => port !== kubeletPort)
  if (allocateLoadBalancerNodePorts !== undefined) return false
  if (type === 'NodePort') return clusterIP !== 'None'
  return externalTrafficPolicy === undefined && itemsOf(ports).every(({ nodePort }) => nodePort === undefined)
}

/** Whether nothing can be said of a Service. */
export const isPlainService = object(isLetterLabel, { spec: struct(spec) }, ['spec'])

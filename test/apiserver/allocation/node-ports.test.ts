import { expect, test } from 'vitest'
import { objectionsTo, requestOf, server, viewOf } from '../request-of.ts'
import { objectOf } from '../validation/objects.ts'

const onPort = (name: string, nodePort: number, port = 80) =>
  objectOf('v1', 'Service', { spec: { type: 'NodePort', ports: [{ port, nodePort }] } }, name)
const refusal = 'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated'

test('two Services cannot have the same port of the nodes', () => {
  expect(objectionsTo(onPort('b', 30_080), viewOf([onPort('a', 30_080)]))).toEqual([refusal])
  expect(objectionsTo(onPort('b', 30_081), viewOf([onPort('a', 30_080)]))).toEqual([])
})

test('nor can one Service for two of its ports, unless these differ by their protocol alone', () => {
  const ports = (second: object) => [
    { name: 'a', port: 80, nodePort: 30_080 },
    { name: 'b', nodePort: 30_080, ...second },
  ]
  const service = (second: object) => objectOf('v1', 'Service', { spec: { type: 'NodePort', ports: ports(second) } }, 'b')
  expect(objectionsTo(service({ port: 81, protocol: 'UDP' }))).toEqual([refusal.replace('ports[0]', 'ports[1]')])
  expect(objectionsTo(service({ port: 80, protocol: 'UDP' }))).toEqual([])
})

test('a port for health checks that another has is taken for a mistake of the server', () => {
  const balancer = objectOf(
    'v1',
    'Service',
    { spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30_080, ports: [{ port: 80 }] } },
    'b'
  )
  expect(objectionsTo(balancer, viewOf([onPort('a', 30_080)]))).toEqual([
    'Internal error occurred: failed to allocate requested HealthCheck NodePort 30080: provided port is already allocated',
  ])
})

test.each<[number, boolean, boolean]>([
  [29_999, false, true],
  [29_999, true, false],
  [32_768, true, false],
  [30_000, true, true],
  [32_767, true, true],
])('port %i of the nodes, really stored: %s, is given out: %s', (nodePort, stores, isGiven) => {
  const request = { ...requestOf(onPort('b', nodePort)), ...(stores ? { stores: true as const } : {}) }
  const range = 'provided port is not in the valid range. The range of valid ports is 30000-32767'
  const expected = isGiven ? [] : [`Service "b" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: ${range}`]
  expect(server.handle(request, viewOf()).objections.map(({ message }) => message)).toEqual(expected)
})

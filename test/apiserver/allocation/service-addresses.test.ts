import { describe, expect, test } from 'vitest'
import { objectionsTo, viewOf } from '../request-of.ts'

const service = (clusterIP: string) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { clusterIP, ports: [{ port: 80 }] } }) as object

describe('the address that a Service asks for', () => {
  test.each(['10.96.0.1', '10.96.12.0', '10.96.255.254', 'None', ''])('%j is given', address => {
    expect(objectionsTo(service(address))).toEqual([])
  })

  test.each(['10.0.0.1', '10.96.0.0', '10.96.255.255'])('%s is not in the range of the cluster', address => {
    const why = `the provided IP (${address}) is not in the valid range. The range of valid IPs is 10.96.0.0/16`
    expect(objectionsTo(service(address))).toEqual([
      `Service "a" is invalid: spec.clusterIPs: Invalid value: ["${address}"]: failed to allocate IP ${address}: ${why}`,
    ])
  })

  test('may be any where the ranges are not known', () => {
    const range = { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'b' }, spec: { cidrs: ['10.0.0.0/16'] } }
    expect(objectionsTo(service('10.0.0.1'), viewOf([], 'open'))).toEqual([])
    expect(objectionsTo(service('10.0.0.1'), viewOf([range as object]))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { Connections, everything, nothing, type PortSet } from '../../../src/simulate/network/connections.ts'

const tcp = (from: number, to = from): PortSet => ({ protocol: 'TCP', from, to })
const udp = (from: number, to = from): PortSet => ({ protocol: 'UDP', from, to })

describe('connections', () => {
  test.each([
    [[], 'No Connections'],
    [[tcp(80)], 'TCP 80'],
    [[tcp(80), tcp(81)], 'TCP 80-81'],
    [[udp(53), tcp(8000, 8080), tcp(80)], 'TCP 80,8000-8080,UDP 53'],
    [[tcp(1, 65535)], 'TCP 1-65535'],
    [[tcp(1, 65535), udp(1, 65535), { protocol: 'SCTP', from: 1, to: 65535 }], 'All Connections'],
    [[{ protocol: 'TCP', name: 'http' }, tcp(9090)], 'TCP 9090,http'],
    [[tcp(90, 80)], 'No Connections'],
  ] as const)('%j is written %s', (ports, text) => {
    const connections = new Connections()
    expect(connections.text(connections.of(ports))).toBe(text)
  })

  test('equal sets have equal numbers, however they came about', () => {
    const connections = new Connections()
    const a = connections.of([tcp(80, 90)])
    const b = connections.union(connections.of([tcp(80, 85)]), connections.of([tcp(86, 90)]))
    expect(b).toBe(a)
    expect(connections.difference(a, a)).toBe(nothing)
    expect(connections.union(connections.difference(everything, a), a)).toBe(everything)
  })

  test('a difference cuts ranges, an intersection keeps what both have', () => {
    const connections = new Connections()
    const [wide, narrow] = [connections.of([tcp(80, 90), udp(53)]), connections.of([tcp(85), udp(1, 100)])]
    expect(connections.text(connections.difference(wide, narrow))).toBe('TCP 80-84,86-90')
    expect(connections.text(connections.intersection(wide, narrow))).toBe('TCP 85,UDP 53')
    expect(connections.holds(wide, 'TCP', 85)).toBe(true)
    expect(connections.holds(wide, 'UDP', 85)).toBe(false)
  })

  test('all ports hold every name', () => {
    const connections = new Connections()
    const named = connections.of([{ protocol: 'TCP', name: 'http' }])
    expect(connections.intersection(everything, named)).toBe(named)
    expect(connections.difference(named, everything)).toBe(nothing)
  })
})

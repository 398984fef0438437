import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generateSchemaTable } from '../../src/dev/schema-table.ts'
import { newestMinor, oldestMinor } from '../../src/k8s/version.ts'
import { nodeKinds, schemaTable, type TypeNode } from '../../src/schema/table.ts'

const table = schemaTable(newestMinor)

function fieldOf(apiVersion: string, kind: string, ...path: string[]) {
  let type: TypeNode = table.kind(apiVersion, kind)!.type
  for (const [index, name] of path.entries()) {
    const field = table.definition(type.definition).fields.get(name)!
    if (index === path.length - 1) return field
    type = field.type.of ?? field.type
  }
  throw new Error('no path')
}

describe('the table', () => {
  test('knows what OpenAPI says of a field', () => {
    expect(fieldOf('v1', 'Pod', 'spec', 'containers', 'ports')).toMatchObject({
      listType: 'map',
      listMapKeys: ['containerPort', 'protocol'],
    })
    expect(fieldOf('v1', 'Pod', 'spec', 'containers', 'ports', 'protocol')).toMatchObject({
      defaultJson: '"TCP"',
      enum: ['SCTP', 'TCP', 'UDP'],
    })
    expect(fieldOf('v1', 'Pod', 'spec', 'containers', 'ports', 'containerPort')).toMatchObject({ required: true })
    expect(fieldOf('v1', 'Pod', 'spec', 'containers', 'command')).toMatchObject({ listType: 'atomic', required: false })
  })

  test('knows what Go calls a type', () => {
    expect(fieldOf('v1', 'Pod', 'spec', 'containers').type.goType).toBe('[]v1.Container')
    expect(fieldOf('v1', 'Pod', 'spec', 'dnsPolicy').type.goType).toBe('v1.DNSPolicy')
    expect(fieldOf('v1', 'Pod', 'spec', 'volumes', 'csi').goPath).toBe('VolumeSource.csi')
  })

  test.each(Array.from({ length: newestMinor - oldestMinor + 1 }, (_, index) => oldestMinor + index))(
    'can be read whole for 1.%i',
    minor => {
      const versioned = schemaTable(minor)
      const pending = versioned.kinds.map(kind => kind.type)
      const seen = new Set<number>()
      for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
        if (type.of !== undefined) pending.push(type.of)
        if (type.kind !== nodeKinds.struct || seen.has(type.definition)) continue
        seen.add(type.definition)
        for (const field of versioned.definition(type.definition).fields.values()) {
          expect(Object.values(nodeKinds)).toContain(field.type.kind)
          pending.push(field.type)
        }
      }
      expect(seen.size).toBeGreaterThan(300)
    }
  )

  const openapi = process.env['SEATRIAL_OPENAPI']
  test.skipIf(openapi === undefined || !existsSync(openapi))('is what its sources give (skipped unless SEATRIAL_OPENAPI is set)', () => {
    for (const { path, content } of generateSchemaTable({ openapi: openapi! }))
      expect(readFileSync(path, 'utf8') === content, path).toBe(true)
  })
})

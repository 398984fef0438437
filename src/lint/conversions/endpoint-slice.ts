import type { FieldPath } from '../../k8s/field-path.ts'
import type { WrittenEdit, WrittenObject } from './written.ts'

/** What became of the keys of an endpoint's topology. */
const fields: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/hostname', 'nodeName'],
  ['topology.kubernetes.io/zone', 'zone'],
])

/** A slice of discovery.k8s.io/v1beta1 as v1 has it. Mirrors pkg/apis/discovery/v1beta1/conversion.go, v1.24. */
export function topologyEdits(object: WrittenObject): readonly WrittenEdit[] | undefined {
  const edits: WrittenEdit[] = []
  for (let index = 0; index < object.lengthAt(['endpoints']); index++) {
    const topology: FieldPath = ['endpoints', index, 'topology']
    const keys = object.keysAt(topology)
    if (object.valueAt(topology) === undefined) continue
    const column = object.column(topology)
    const names = keys.map(key => fields.get(key))
    const isKnown = names.every(name => name !== undefined && object.valueAt(['endpoints', index, name]) === undefined)
    if (column === undefined || keys.length === 0 || !isKnown) return undefined
    const lines = keys.map((key, i) => `${names[i]}: ${object.text([...topology, key])}`)
    const start = object.keyStart(topology)
    const end = Math.max(...keys.map(key => object.valueEnd([...topology, key])))
    if (object.document.file.text.slice(start, end).includes('#')) return undefined
    edits.push({ start, end, text: lines.join(`\n${' '.repeat(column)}`) })
  }
  return edits
}

import type { FieldPath } from '../../k8s/field-path.ts'
import { opened, type WrittenEdit, type WrittenObject } from './written.ts'

/** What the fields of each kind of metric of autoscaling/v2beta1 become; the key of a target, and its type. */
const targets: ReadonlyMap<string, readonly [type: string, key: string]> = new Map([
  ['targetAverageUtilization', ['Utilization', 'averageUtilization']],
  ['targetAverageValue', ['AverageValue', 'averageValue']],
  ['targetValue', ['Value', 'value']],
])
const sources = ['resource', 'containerResource', 'pods', 'object', 'external'] as const

/** An autoscaler of autoscaling/v2beta1 as autoscaling/v2 has it. Mirrors pkg/apis/autoscaling/v2beta1/conversion.go, v1.24. */
export function metricEdits(object: WrittenObject): readonly WrittenEdit[] | undefined {
  const edits: WrittenEdit[] = []
  for (let index = 0; index < object.lengthAt(['spec', 'metrics']); index++) {
    for (const source of sources) {
      const path: FieldPath = ['spec', 'metrics', index, source]
      if (object.valueAt(path) === undefined) continue
      const own = sourceEdits(object, path, source)
      if (own === undefined) return undefined
      edits.push(...own)
    }
  }
  return edits
}

function sourceEdits(object: WrittenObject, path: FieldPath, source: (typeof sources)[number]): readonly WrittenEdit[] | undefined {
  const keys = object.keysAt(path)
  const edits: WrittenEdit[] = []
  const written = keys.filter(key => targets.has(key))
  // a selector would have to move below the name of the metric
  if (written.length !== 1 || keys.some(key => /selector/i.test(key) || (source === 'object' && key === 'averageValue'))) return undefined
  for (const key of keys) {
    const at = [...path, key]
    const column = object.column(at)
    if (column === undefined) return undefined
    const target = targets.get(key)
    if (target !== undefined) {
      const [type, name] = target
      edits.push(
        object.rename(
          at,
          opened(column, [
            [0, 'target:'],
            [2, `type: ${type}`],
            [2, name],
          ])
        )
      )
    } else if (key === 'metricName')
      edits.push(
        object.rename(
          at,
          opened(column, [
            [0, 'metric:'],
            [2, 'name'],
          ])
        )
      )
    else if (key === 'target' && source === 'object') edits.push(object.rename(at, 'describedObject'))
  }
  return edits
}

/** An autoscaler of autoscaling/v1, whose one target becomes a metric. */
export function utilizationEdits(object: WrittenObject): readonly WrittenEdit[] | undefined {
  const path: FieldPath = ['spec', 'targetCPUUtilizationPercentage']
  if (object.valueAt(path) === undefined) return []
  const column = object.column(path)
  if (column === undefined) return undefined
  const lines = [
    [0, 'metrics:'],
    [0, '- type: Resource'],
    [2, 'resource:'],
    [4, 'name: cpu'],
    [4, 'target:'],
    [6, 'type: Utilization'],
    [6, 'averageUtilization'],
  ] as const
  return [object.rename(path, opened(column, lines))]
}

import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, isStruct, type Struct } from '../../defaults/fill.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

/** Fields of a device, and what they are for. */
const deviceFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['DRADeviceTaints', ['taints']],
  ['DRAPartitionableDevices', ['consumesCounters', 'nodeName', 'nodeSelector', 'allNodes']],
  ['DRADeviceBindingConditions', ['bindingConditions', 'bindingFailureConditions', 'bindsToNode']],
  ['DRAConsumableCapacity', ['allowMultipleAllocations']],
  ['DRANodeAllocatableResources', ['nodeAllocatableResourceMappings']],
])
const listAttributes = ['bools', 'ints', 'strings', 'versions']

/** Mirrors pkg/registry/resource/resourceslice/strategy.go dropDisabledFields, v1.36. */
export function prepareResourceSlice(slice: KubernetesObject, { version }: StageContext): KubernetesObject {
  const isOn = (gate: string): boolean => isFeatureOn(gate, version)
  const kept = change(slice, 'spec', written => {
    const spec = isOn('DRAPartitionableDevices') ? written : withoutAll(written, ['sharedCounters', 'perDeviceNodeSelection'])
    return changeItems(spec, 'devices', device => {
      let changed = device
      for (const [gate, fields] of deviceFields) if (!isOn(gate)) changed = withoutAll(changed, fields)
      if (!isOn('DRAConsumableCapacity')) changed = eachEntry(changed, 'capacity', capacity => without(capacity, ['requestPolicy']))
      return isOn('DRAListTypeAttributes') ? changed : eachEntry(changed, 'attributes', attribute => withoutAll(attribute, listAttributes))
    })
  })
  return kept
}

function withoutAll(struct: Struct, fields: readonly string[]): Struct {
  return fields.reduce((kept, field) => without(kept, [field]), struct)
}

function eachEntry(struct: Struct, key: string, by: (entry: Struct) => Struct): Struct {
  return change(struct, key, map => {
    const changed = Object.create(null) as Record<string, unknown>
    for (const [name, entry] of Object.entries(map)) changed[name] = isStruct(entry) ? by(entry) : entry
    return changed
  })
}

import type { FieldError } from '../../k8s/field-error.ts'
import { shownSelector } from '../validation/apps/selector.ts'
import { invalid } from '../validation/error-of.ts'
import { type GoField, goStruct } from '../validation/go-struct.ts'
import { equalValues } from './equal-values.ts'
import { immutable, unchangeable } from './immutable.ts'
import type { UpdateStrategy } from './strategy.ts'
import { partOf, type Update } from './update.ts'

const driverFields: readonly GoField[] = [
  ['Name', 'name', 'text'],
  ['NodeID', 'nodeID', 'text'],
  ['TopologyKeys', 'topologyKeys'],
  ['Allocatable', 'allocatable'],
]
/** The first minor that lets a driver change how many volumes a node takes: MutableCSINodeAllocatableCount. */
const allocatableSince = 35

/** Mirrors pkg/apis/storage/validation/validation.go ValidateStorageClassUpdate, v1.36. */
export const storageClass: UpdateStrategy = {
  checks: [
    'metadata',
    'rules',
    'metadata-update',
    immutable('parameters'),
    immutable('provisioner', { zero: '' }),
    immutable('reclaimPolicy'),
    immutable('volumeBindingMode'),
  ],
}

/** Mirrors ValidateVolumeAttachmentUpdate, v1.36. */
export const volumeAttachment: UpdateStrategy = {
  conditional: true,
  checks: ['metadata', 'rules', immutable('spec', { zero: {}, struct: 'VolumeAttachmentSpec' })],
}

/** Mirrors ValidateCSINodeUpdate, v1.36. */
export const csiNode: UpdateStrategy = { conditional: true, checks: ['metadata', 'rules', driverErrors] }

/** The server misspells the field. Mirrors ValidateCSIDriverUpdate, v1.36. */
export const csiDriver: UpdateStrategy = {
  conditional: true,
  counts: ['spec'],
  checks: [
    'metadata-update',
    'rules',
    immutable('spec.attachRequired', { printedAs: 'spec.attachedRequired' }),
    immutable('spec.volumeLifecycleModes'),
  ],
}

/** Mirrors ValidateCSIStorageCapacityUpdate, v1.36. */
export const csiStorageCapacity: UpdateStrategy = {
  conditional: true,
  checks: ['metadata', 'rules', 'metadata-update', topologyErrors, immutable('storageClassName', { zero: '' })],
}

/** Mirrors ValidateVolumeAttributesClassUpdate, v1.36. */
export const volumeAttributesClass: UpdateStrategy = {
  checks: [
    'metadata-update',
    unchangeable('driverName', 'updates to driverName are forbidden.'),
    unchangeable('parameters', 'updates to parameters are forbidden.'),
    'metadata',
    'rules',
  ],
}

function* topologyErrors(update: Update): Generator<FieldError> {
  const topology = update.object.child('nodeTopology')
  if (update.changed('nodeTopology')) yield invalid(topology, 'field is immutable', topology.absent ? null : shownSelector(topology))
}

function* driverErrors({ object, newForm, oldForm, version }: Update): Generator<FieldError> {
  const drivers = listOf(partOf(newForm, 'spec.drivers'))
  const isFree = version.minor >= allocatableSince
  const fixed = (driver: unknown): unknown => (isFree ? { ...(driver as object), allocatable: undefined } : driver)
  for (const old of listOf(partOf(oldForm, 'spec.drivers')))
    for (const [index, driver] of drivers.entries()) {
      if (partOf(old, 'name') !== partOf(driver, 'name') || equalValues(fixed(driver), fixed(old))) continue
      const field = object.at('spec.drivers').item(index)
      const shown = goStruct(isFree ? { ...(field.value as object), allocatable: undefined } : field.value, driverFields)
      yield invalid(field.printedAs('spec.drivers'), 'field is immutable', shown)
    }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

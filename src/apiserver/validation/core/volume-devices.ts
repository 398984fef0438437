import type { FieldError } from '../../../k8s/field-error.ts'
import { backstepErrors } from '../../../k8s/names/file-path.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { factsOfContainer } from './pod-facts.ts'

const blockOnly = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'

/** The raw devices of a container. Mirrors pkg/apis/core/validation/validation.go ValidateVolumeDevices, v1.36. */
export function* volumeDevicesErrors(container: Field, context: ValidationContext): Generator<FieldError> {
  const items = container.child('volumeDevices').items
  if (items.length === 0) return
  const { volumes } = factsOfContainer(container, context)
  const mounts = container.child('volumeMounts').items
  const mountNames = new Set(mounts.map(mount => mount.child('name').text))
  const mountPaths = new Set(mounts.map(mount => mount.child('mountPath').text))
  const names = new Set<string>()
  const paths = new Set<string>()
  for (const device of items) {
    const name = device.child('name')
    const path = device.child('devicePath')
    const invalid = (field: Field, detail: string): FieldError => fieldError('FieldValueInvalid', field, detail, field.text)
    const volume = volumes.get(name.text)
    if (name.text === '') yield fieldError('FieldValueRequired', name, '')
    if (names.has(name.text)) yield invalid(name, 'must be unique')
    if (volume === undefined) yield fieldError('FieldValueNotFound', name, '', name.text)
    else if (volume.child('persistentVolumeClaim').absent && volume.child('ephemeral').absent) yield invalid(name, blockOnly)
    if (path.text === '') yield fieldError('FieldValueRequired', path, '')
    if (paths.has(path.text)) yield invalid(path, 'must be unique')
    if (backstepErrors(path.text).length > 0) yield invalid(path, "can not contain backsteps ('..')")
    else paths.add(path.text)
    if (mountNames.has(name.text)) yield invalid(name, 'must not already exist in volumeMounts')
    if (mountPaths.has(path.text)) yield invalid(path, 'must not already exist as a path in volumeMounts')
    if (name.text !== '') names.add(name.text)
  }
}

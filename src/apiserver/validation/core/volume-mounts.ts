import type { FieldError } from '../../../k8s/field-error.ts'
import { relativePathErrors } from '../../../k8s/names/file-path.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { factsOfContainer } from './pod-facts.ts'

const propagations = ['Bidirectional', 'HostToContainer', 'None']
const recursiveModes = ['Disabled', 'Enabled', 'IfPossible']

/** Where volumes are mounted in a container. Mirrors pkg/apis/core/validation/validation.go ValidateVolumeMounts, v1.36. */
export function* volumeMountsErrors(container: Field, context: ValidationContext): Generator<FieldError> {
  const mounts = container.child('volumeMounts')
  const items = mounts.items
  if (items.length === 0) return
  const { volumes } = factsOfContainer(container, context)
  const devices = container.child('volumeDevices').items
  const deviceNames = new Set(devices.map(device => device.child('name').text))
  const devicePaths = new Set(devices.map(device => device.child('devicePath').text))
  const taken = new Set<string>()
  for (const mount of items) {
    const name = mount.child('name')
    const path = mount.child('mountPath')
    if (name.text === '') yield fieldError('FieldValueRequired', name, '')
    if (!volumes.has(name.text)) yield fieldError('FieldValueNotFound', name, '', name.text)
    if (path.text === '') yield fieldError('FieldValueRequired', path, '')
    if (taken.has(path.text)) yield fieldError('FieldValueInvalid', path, 'must be unique', path.text)
    taken.add(path.text)
    if (deviceNames.has(name.text)) yield fieldError('FieldValueInvalid', name, 'must not already exist in volumeDevices', name.text)
    if (devicePaths.has(path.text))
      yield fieldError('FieldValueInvalid', path, 'must not already exist as a path in volumeDevices', path.text)
    if (mount.has('subPath') || mount.has('subPathExpr')) yield* subPathErrors(mount, mounts)
    if (mount.has('mountPropagation')) yield* propagationErrors(mount, container, mounts)
    if (mount.has('recursiveReadOnly')) yield* recursiveErrors(mount, mounts)
  }
}

/** The server prints no index for what is inside the path. */
function* subPathErrors(mount: Field, mounts: Field): Generator<FieldError> {
  const subPath = mount.child('subPath')
  const subPathExpr = mount.child('subPathExpr')
  for (const field of [subPath, subPathExpr]) {
    if (field.text === '') continue
    if (field === subPathExpr && subPath.text !== '')
      yield fieldError('FieldValueInvalid', field, 'subPathExpr and subPath are mutually exclusive')
    for (const detail of relativePathErrors(field.text))
      yield fieldError('FieldValueInvalid', field.printedBelow(mounts, `.${field.key}`), detail)
  }
}

/** Mirrors validateMountPropagation, v1.36. */
function* propagationErrors(mount: Field, container: Field, mounts: Field): Generator<FieldError> {
  const propagation = mount.child('mountPropagation').printedBelow(mounts, '.mountPropagation')
  if (!propagations.includes(propagation.text)) yield fieldError('FieldValueNotSupported', propagation, supportedValues(propagations))
  if (propagation.text === 'Bidirectional' && container.at('securityContext.privileged').value !== true)
    yield fieldError('FieldValueForbidden', propagation, 'Bidirectional mount propagation is available only to privileged containers')
}

/** Mirrors validateMountRecursiveReadOnly, v1.36. */
function* recursiveErrors(mount: Field, mounts: Field): Generator<FieldError> {
  const recursive = mount.child('recursiveReadOnly').printedBelow(mounts, '.recursiveReadOnly')
  if (recursive.text === 'Disabled') return
  if (!recursiveModes.includes(recursive.text)) {
    yield fieldError('FieldValueNotSupported', recursive, supportedValues(recursiveModes))
    return
  }
  if (mount.child('readOnly').value !== true)
    yield fieldError('FieldValueForbidden', recursive, 'may only be specified when readOnly is true')
  const propagation = mount.child('mountPropagation')
  if (!propagation.absent && propagation.text !== 'None')
    yield fieldError('FieldValueForbidden', recursive, 'may only be specified when mountPropagation is None or not specified')
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { relativePathErrors } from '../../../k8s/names/file-path.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { isEmptyValue, memberOf, textOf } from '../value-check.ts'
import { factsOfContainer } from './pod-facts.ts'

/** As many as are compared with each other. */
const fewMounts = 16
const furtherFields: ReadonlySet<string> = new Set(['subPath', 'subPathExpr', 'mountPropagation', 'recursiveReadOnly'])
const propagations = ['Bidirectional', 'HostToContainer', 'None']
const recursiveModes = ['Disabled', 'Enabled', 'IfPossible']

/** Where volumes are mounted in a container. Mirrors pkg/apis/core/validation/validation.go ValidateVolumeMounts, v1.36. */
export function volumeMountsErrors(container: Field, context: ValidationContext): Iterable<FieldError> {
  const { volumes } = factsOfContainer(container, context)
  return arePlainMounts(container.value, volumes) ? [] : mountsErrors(container, volumes)
}

/** Whether volumes are mounted whole, each at a place of its own. */
function arePlainMounts(container: unknown, volumes: ReadonlyMap<string, Field>): boolean {
  const mounts = memberOf(container, 'volumeMounts')
  if (!Array.isArray(mounts) || mounts.length > fewMounts || !isEmptyValue(memberOf(container, 'volumeDevices'))) return false
  for (let index = 0; index < mounts.length; index++) {
    const mount: unknown = mounts[index]
    const path = memberOf(mount, 'mountPath')
    if (path === '' || typeof path !== 'string' || !volumes.has(textOf(memberOf(mount, 'name')))) return false
    for (const name in mount as object) if (furtherFields.has(name)) return false
    for (let other = 0; other < index; other++) if (memberOf(mounts[other], 'mountPath') === path) return false
  }
  return true
}

function* mountsErrors(container: Field, volumes: ReadonlyMap<string, Field>): Generator<FieldError> {
  const mounts = container.child('volumeMounts')
  const items = mounts.items
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

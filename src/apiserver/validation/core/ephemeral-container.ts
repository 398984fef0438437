import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'
import { containerRules } from './container.ts'
import { imagePaddingErrors } from './image-padding.ts'

/** What it may not have, be it empty. */
const notAllowed = [
  'ports',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
]
const words = 'cannot be set for an Ephemeral Container'

/** Containers for looking into a running pod. Mirrors pkg/apis/core/validation/validation.go validateEphemeralContainers, v1.36. */
export function* ephemeralContainersErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const containers = spec.child('ephemeralContainers').items
  if (containers.length === 0) return
  const others = ['containers', 'initContainers'].flatMap(list => spec.child(list).items)
  const otherNames = new Set(others.map(container => container.child('name').text))
  const names = new Set(otherNames)
  for (const container of containers) {
    yield* errorsOf(container, containerRules, context)
    yield* imagePaddingErrors(container)
    const name = container.child('name')
    if (names.has(name.text)) yield fieldError('FieldValueDuplicate', name, '', name.text)
    names.add(name.text)
    const target = container.child('targetContainerName')
    if (target.text !== '' && !otherNames.has(target.text)) yield fieldError('FieldValueNotFound', target, '', target.text)
    for (const key of notAllowed) if (container.has(key)) yield fieldError('FieldValueForbidden', container.child(key), words)
    const resources = container.child('resources')
    if (resources.keys.some(key => resources.has(key))) yield fieldError('FieldValueForbidden', resources, words)
    for (const mount of container.child('volumeMounts').items)
      for (const key of ['subPath', 'subPathExpr'])
        if (mount.child(key).text !== '') yield fieldError('FieldValueForbidden', mount.child(key), words)
  }
}

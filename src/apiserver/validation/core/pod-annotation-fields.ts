import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { podAnnotationKeys } from './pod-annotations.ts'

const localhost = 'localhost/'

interface Words {
  readonly type: string
  readonly profile: string
  /** What the annotation says for each type but Localhost. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

const seccomp: Words = {
  type: 'seccomp type in annotation and field must match',
  profile: 'seccomp profile in annotation and field must match',
  values: new Map([
    ['Unconfined', ['unconfined']],
    ['RuntimeDefault', ['runtime/default', 'docker/default']],
  ]),
}
const appArmor: Words = {
  type: 'apparmor type in annotation and field must match',
  profile: 'apparmor profile in annotation and field must match',
  values: new Map([
    ['Unconfined', ['unconfined']],
    ['RuntimeDefault', ['runtime/default']],
  ]),
}

/**
 * Profiles that an annotation and a field name differently. Mirrors pkg/apis/core/validation/validation.go
 * validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate, v1.36.
 */
export function* profileMismatchErrors(metadata: Field, spec: Field): Generator<FieldError> {
  const annotations = metadata.child('annotations')
  if (annotations.empty) return
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap(list => spec.child(list).items)
  yield* mismatch(annotations.entry(podAnnotationKeys.seccomp), spec.at('securityContext.seccompProfile'), seccomp)
  for (const container of containers) {
    const annotation = annotations.entry(`${podAnnotationKeys.containerSeccomp}${container.child('name').text}`)
    yield* mismatch(annotation, container.at('securityContext.seccompProfile'), seccomp)
  }
  if (spec.at('os.name').text === 'windows') return
  const podProfile = spec.at('securityContext.appArmorProfile')
  for (const container of containers) {
    const annotation = annotations.entry(`${podAnnotationKeys.containerAppArmor}${container.child('name').text}`)
    const own = container.at('securityContext.appArmorProfile')
    const profile = own.absent ? podProfile.printedBelow(own, '') : own
    yield* mismatch(annotation, profile, appArmor)
  }
}

function* mismatch(annotation: Field, profile: Field, words: Words): Generator<FieldError> {
  if (annotation.absent || profile.absent) return
  const type = profile.child('type')
  if (type.text === 'Localhost') {
    const path = profile.child('localhostProfile')
    if (!annotation.text.startsWith(localhost)) yield fieldError('FieldValueForbidden', type, words.type)
    else if (path.absent || annotation.text.slice(localhost.length) !== path.text)
      yield fieldError('FieldValueForbidden', path, words.profile)
    return
  }
  const values = words.values.get(type.text)
  if (values !== undefined && !values.includes(annotation.text)) yield fieldError('FieldValueForbidden', type, words.type)
}

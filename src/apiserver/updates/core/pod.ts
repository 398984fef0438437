import type { FieldError } from '../../../k8s/field-error.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { change } from '../../defaults/fill.ts'
import { withoutDisabledFields } from '../../prepare/core/pod-fields.ts'
import type { StageContext } from '../../strategy.ts'
import { podUpdateRules } from '../../validation/core/pod.ts'
import { podAnnotationsErrors } from '../../validation/core/pod-annotations.ts'
import { forbidden } from '../../validation/error-of.ts'
import { errorsOf } from '../../validation/validate.ts'
import type { UpdateStrategy } from '../strategy.ts'
import type { Update } from '../update.ts'
import { withOldStatus } from '../update-object.ts'
import { podSpecUpdateErrors } from './pod-spec.ts'

const appArmor = 'container.apparmor.security.beta.kubernetes.io/'
const mirror = 'kubernetes.io/config.mirror'

/** Mirrors pkg/registry/core/pod/strategy.go and pkg/apis/core/validation/validation.go ValidatePodUpdate, v1.36. */
export const pod: UpdateStrategy = {
  prepare: preparePod,
  counts: ['spec'],
  warns: 'never',
  checks: ['metadata-update', 'metadata', podErrors, annotationErrors, podSpecUpdateErrors],
}

function preparePod(object: KubernetesObject, old: KubernetesObject, { version }: StageContext): KubernetesObject {
  return change(withOldStatus(object, old), 'spec', spec => withoutDisabledFields(spec, version))
}

function podErrors({ object, version }: Update): readonly FieldError[] {
  return errorsOf(object, podUpdateRules, { version, isPod: true })
}

/** Mirrors ValidatePodSpecificAnnotationUpdates. */
function* annotationErrors({ object, old, version }: Update): Generator<FieldError> {
  const annotations = object.at('metadata.annotations')
  const before = old.at('metadata.annotations')
  const keys = new Set([...before.keys, ...annotations.keys])
  for (const key of keys) {
    const entry = annotations.entry(key)
    if (entry.value === before.entry(key).value) continue
    const verb = before.entry(key).absent ? 'add' : 'remove or update'
    if (key.startsWith(appArmor)) yield forbidden(entry, `may not ${verb} AppArmor annotations`)
    if (key === mirror) yield forbidden(entry, `may not ${verb} mirror pod annotation`)
  }
  yield* podAnnotationsErrors(annotations, object.child('spec'), { version, isPod: true })
}

import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'

const annotation = 'kubernetes.io/enforce-mountable-secrets'
const words = 'deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets'
const since = 32

/** Mirrors pkg/registry/core/serviceaccount/strategy.go warnIfHasEnforceMountableSecretsAnnotation, v1.36. */
export function serviceAccountWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const field = Field.root(object).at('metadata.annotations').entry(annotation)
  return field.absent || version.minor < since ? [] : [{ message: `${field.name}: ${words}`, path: field.path }]
}

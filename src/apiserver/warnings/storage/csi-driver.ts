import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'

const words = 'is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes'

/** Mirrors pkg/registry/storage/csidriver/strategy.go WarningsOnCreate, v1.36. */
export function csiDriverWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const spec = Field.root(object).child('spec')
  const field = spec.child('serviceAccountTokenInSecrets')
  const isMeant = isFeatureOn('CSIServiceAccountTokenSecrets', version) && !spec.child('tokenRequests').empty && field.absent
  return isMeant ? [{ message: `${field.name} ${words}`, path: field.path }] : []
}

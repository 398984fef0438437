import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeAt } from '../../strategies/without-fields.ts'
import type { StageContext } from '../../strategy.ts'
import { withoutDisabledFields } from './pod-fields.ts'

/** Forgets what the version does not have of the pod template at a place: `spec.template`. Mirrors pkg/api/pod/util.go DropDisabledTemplateFields, v1.36. */
export function preparePodTemplate(at: string): (object: KubernetesObject, context: StageContext) => KubernetesObject {
  const names = [...at.split('.'), 'spec']
  return (object, { version }) => changeAt(object, names, spec => withoutDisabledFields(spec, version))
}

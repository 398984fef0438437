import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeItems } from '../../defaults/fill.ts'

/** Of a secret only the name is kept. Mirrors pkg/registry/core/serviceaccount/strategy.go cleanSecretReferences, v1.36. */
export function prepareServiceAccount(account: KubernetesObject): KubernetesObject {
  return changeItems(account, 'secrets', ({ name }) => (name === undefined ? {} : { name }))
}

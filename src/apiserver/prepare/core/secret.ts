import { base64Of } from '../../../k8s/base64.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { isStruct } from '../../defaults/fill.ts'

/** Texts become data. Mirrors pkg/apis/core/v1/conversion.go Convert_v1_Secret_To_core_Secret, v1.36. */
export function prepareSecret(secret: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = secret as KubernetesObject & { readonly stringData?: unknown; readonly data?: unknown }
  if (!isStruct(stringData)) return secret
  const data = Object.assign(Object.create(null), isStruct(rest.data) ? rest.data : {}) as Record<string, unknown>
  for (const [key, value] of Object.entries(stringData)) data[key] = base64Of(typeof value === 'string' ? value : '')
  return { ...rest, ...{ data } }
}

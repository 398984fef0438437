import { object } from './metadata.ts'
import { isDataKey, isPathSegment, isSubdomain } from './names.ts'
import { any, entries, isFilledList, list, type Members, shape, text, value } from './shape.ts'

const maxDataSize = 1024 * 1024
/** Of a UTF-16 unit in UTF-8. */
const maxBytes = 3

function sizeOf(texts: Members): number {
  let length = 0
  for (const key in texts) length += (texts[key] as string).length
  return length
}

/** Whether nothing can be said of a ConfigMap. */
export const isPlainConfigMap = object(isSubdomain, {
  data: entries(isDataKey, texts => sizeOf(texts) * maxBytes <= maxDataSize),
  immutable: any,
})

/** Whether nothing can be said of a Secret, which is of no type that the server knows more of. */
export const isPlainSecret = object(isSubdomain, {
  type: text(type => !type.startsWith('kubernetes.io/')),
  data: entries(isDataKey, texts => sizeOf(texts) <= maxDataSize),
  immutable: any,
})

/** Whether nothing can be said of a ServiceAccount. */
export const isPlainServiceAccount = object(isSubdomain, { secrets: any, imagePullSecrets: any, automountServiceAccountToken: any })

const filled = value(isFilledList)
const rule = shape({ verbs: filled, apiGroups: filled, resources: filled, resourceNames: any }, ['verbs', 'apiGroups', 'resources'])

/** Whether nothing can be said of a Role or ClusterRole. */
export const isPlainRole = object(isPathSegment, { rules: list(rule) })

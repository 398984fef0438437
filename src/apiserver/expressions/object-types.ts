import { type CelType, celTypes, type TypeProvider } from '../../cel/index.ts'

const { bool, dyn, int, list, map, object, string, timestamp } = celTypes
const texts = list(string)

/** The types that policies and match conditions know of requests and namespaces. Mirrors apiserver pkg/admission/plugin/cel/compile.go BuildRequestType and BuildNamespaceType, v1.36. */
const declared: Readonly<Record<string, Readonly<Record<string, CelType>>>> = {
  'kubernetes.GroupVersionKind': { group: string, version: string, kind: string },
  'kubernetes.GroupVersionResource': { group: string, version: string, resource: string },
  'kubernetes.UserInfo': { username: string, uid: string, groups: texts, extra: map(string, texts) },
  'kubernetes.AdmissionRequest': {
    kind: object('kubernetes.GroupVersionKind'),
    resource: object('kubernetes.GroupVersionResource'),
    subResource: string,
    requestKind: object('kubernetes.GroupVersionKind'),
    requestResource: object('kubernetes.GroupVersionResource'),
    requestSubResource: string,
    name: string,
    namespace: string,
    operation: string,
    userInfo: object('kubernetes.UserInfo'),
    dryRun: bool,
    options: dyn,
  },
  'kubernetes.NamespaceSpec': { finalizers: texts },
  'kubernetes.NamespaceCondition': { status: string, type: string, lastTransitionTime: timestamp, message: string, reason: string },
  'kubernetes.NamespaceStatus': { conditions: list(object('kubernetes.NamespaceCondition')), phase: string },
  'kubernetes.NamespaceMetadata': {
    name: string,
    generateName: string,
    namespace: string,
    labels: map(string, string),
    annotations: map(string, string),
    UID: string,
    creationTimestamp: timestamp,
    deletionGracePeriodSeconds: int,
    deletionTimestamp: timestamp,
    generation: int,
    resourceVersion: string,
    finalizers: texts,
  },
  'kubernetes.Namespace': {
    metadata: object('kubernetes.NamespaceMetadata'),
    spec: object('kubernetes.NamespaceSpec'),
    status: object('kubernetes.NamespaceStatus'),
  },
}

/** The types of requests and namespaces. */
export const requestTypes: TypeProvider = recordTypes(declared)

/** Types by name, their fields by name. */
export function recordTypes(types: Readonly<Record<string, Readonly<Record<string, CelType>>>>): TypeProvider {
  const fieldsOf = (type: string): Readonly<Record<string, CelType>> | undefined => (Object.hasOwn(types, type) ? types[type] : undefined)
  return {
    has: type => fieldsOf(type) !== undefined,
    field: (type, field) => {
      const fields = fieldsOf(type)
      return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined
    },
  }
}

/** Several sources of types as one; the first that knows a type decides. */
export function combinedTypes(providers: readonly TypeProvider[]): TypeProvider {
  const ofType = (type: string): TypeProvider | undefined => providers.find(provider => provider.has(type))
  return {
    has: type => ofType(type) !== undefined,
    field: (type, field) => ofType(type)?.field(type, field),
    construct: (type, fields) => ofType(type)?.construct?.(type, fields) ?? { kind: 'error', message: `unknown type '${type}'` },
  }
}

import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { encode } from '../../../schema/encode.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { administrator, type User } from '../../authorization/user.ts'
import type { ServerRequest } from '../../request.ts'
import type { AdmissionContext } from '../plugin.ts'

/** What a request is, to those who decide whether a policy or a webhook looks at it. */
export interface Attributes {
  readonly operation: 'CREATE' | 'UPDATE'
  readonly type: ResourceType
  readonly subresource: string
  /** Empty for what lies in none; a namespace lies in itself. */
  readonly namespace: string
  /** Empty where the server is yet to make one up. */
  readonly name: string
  readonly object: KubernetesObject
  readonly old?: KubernetesObject
  readonly user: User
  /** Nothing is stored. */
  readonly isDryRun: boolean
}

/** Who controllers are. */
const controller: User = {
  name: 'system:serviceaccount:kube-system:replicaset-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
}

/** Mirrors apiserver pkg/endpoints/handlers/create.go createHandler, v1.36. */
export function attributesOf(
  { operation, type, object, old, namespace, name, fromController, stores }: ServerRequest,
  context: Pick<AdmissionContext, 'user'>
) {
  const own = name ?? ''
  const attributes: Attributes = {
    operation: operation === 'create' ? 'CREATE' : 'UPDATE',
    type,
    subresource: '',
    namespace: isNamespace(type) ? own : (namespace ?? ''),
    name: own,
    object,
    ...(old === undefined ? {} : { old }),
    isDryRun: stores !== true && fromController !== true,
    user: fromController === true ? controller : (context.user ?? administrator),
  }
  return attributes
}

/** Whether a kind is that of namespaces themselves. */
export function isNamespace({ kind, group }: ResourceType): boolean {
  return kind === 'Namespace' && group === ''
}

/** An object as the server writes it, which is what expressions see and patches change. */
export function writtenForm(object: KubernetesObject, type: ResourceType, namespace: string | null, version: KubernetesVersion): object {
  const metadata = { ...object.metadata, ...(namespace === null ? {} : { namespace }) }
  return encode({ ...object, apiVersion: type.apiVersion, kind: type.kind, metadata }, type, version) as object
}

import { authorizerValue, type CelValue, dynamicValue, resourceCheckValue } from '../../../cel/index.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { User } from '../../authorization/user.ts'
import type { AdmissionContext } from '../plugin.ts'
import { type Attributes, isNamespace, writtenForm } from './attributes.ts'
import { converted } from './converted.ts'
import type { MatchedType } from './match-rules.ts'
import type { Param } from './params.ts'
import { accessAuthorizer } from './policy-authorizer.ts'

const namespaceType = { apiVersion: 'v1', group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false }

/** The values of what expressions may use, whatever the policy's parameter. Mirrors apiserver pkg/admission/plugin/cel/activation.go newActivation, v1.36. */
export function requestBindings(attributes: Attributes, type: MatchedType, context: AdmissionContext): ReadonlyMap<string, CelValue> {
  const { view, version } = context
  const { namespace, name, object, old, user, subresource } = attributes
  const own = attributes.type.namespaced ? namespace : null
  const written = (one: KubernetesObject): object => converted(writtenForm(one, attributes.type, own, version), attributes.type, type)
  const home = isNamespace(attributes.type) || namespace === '' ? undefined : view.find('', 'Namespace', null, namespace)
  const authorize = accessAuthorizer(user, view, version)
  const question = { group: attributes.type.group, resource: attributes.type.plural, subresource, namespace, name }
  return new Map<string, CelValue>([
    ['object', dynamicValue(written(object))],
    ['oldObject', old === undefined ? null : dynamicValue(written(old))],
    ['namespaceObject', home === undefined ? null : dynamicValue(writtenForm(home, namespaceType, null, version))],
    ['request', dynamicValue(admissionRequest(attributes, type))],
    ['authorizer', authorizerValue(authorize)],
    ['authorizer.requestResource', resourceCheckValue(authorize, question)],
  ])
}

/** The same with a parameter. */
export function withParam(
  bindings: ReadonlyMap<string, CelValue>,
  param: Param | undefined,
  { version }: AdmissionContext
): ReadonlyMap<string, CelValue> {
  if (param === undefined) return new Map([...bindings, ['params', null]])
  const { type, object } = param
  return new Map([...bindings, ['params', dynamicValue(writtenForm(object, type, object.metadata?.namespace ?? null, version))]])
}

/** The variable `request`. Mirrors apiserver pkg/admission/plugin/cel/condition.go CreateAdmissionRequest, v1.36. */
function admissionRequest({ type, operation, subresource, name, namespace, user, isDryRun }: Attributes, matched: MatchedType): unknown {
  const kind = ({ group, version, kind: of }: MatchedType): unknown => ({ group, version, kind: of })
  const resource = ({ group, version, plural }: MatchedType): unknown => ({ group, version, resource: plural })
  return {
    uid: '',
    kind: kind(matched),
    resource: resource(matched),
    ...(subresource === '' ? {} : { subResource: subresource, requestSubResource: subresource }),
    requestKind: kind(type),
    requestResource: resource(type),
    ...(name === '' ? {} : { name }),
    ...(namespace === '' ? {} : { namespace }),
    operation,
    userInfo: userInfo(user),
    dryRun: isDryRun,
    options: {
      kind: operation === 'CREATE' ? 'CreateOptions' : 'UpdateOptions',
      apiVersion: 'meta.k8s.io/v1',
      fieldManager: 'kubectl-client-side-apply',
      fieldValidation: 'Strict',
    },
  }
}

function userInfo({ name, groups }: User): unknown {
  return { username: name, ...(groups.length === 0 ? {} : { groups }) }
}

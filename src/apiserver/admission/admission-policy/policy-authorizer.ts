import type { AuthorizationQuestion, Authorizer } from '../../../cel/index.ts'
import { serviceAccountUser } from '../../../k8s/rbac.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { authorize } from '../../authorization/authorize.ts'
import { policyNow } from '../../authorization/index.ts'
import type { RbacPolicy } from '../../authorization/policy.ts'
import type { Attributes } from '../../authorization/rule-allows.ts'
import { impersonated, type User } from '../../authorization/user.ts'
import type { AdmissionView } from '../admission-view.ts'

/** Answers the checks of `authorizer` by the roles and bindings that are there. */
export function accessAuthorizer(user: User, view: AdmissionView, version: KubernetesVersion): Authorizer {
  let policy: RbacPolicy | undefined
  return question => {
    policy ??= policyNow(view, version)
    const { serviceAccount } = question
    const asked = serviceAccount === undefined ? user : impersonated(serviceAccountUser(serviceAccount.namespace, serviceAccount.name), [])
    const { allowed, reason } = authorize(policy, asked, attributesOf(question))
    return { allowed, reason }
  }
}

function attributesOf({ verb, path, ...question }: AuthorizationQuestion): Attributes {
  if (path !== undefined) return { verb, path }
  const { namespace = '', group = '', resource = '', subresource = '', name = '' } = question
  return { verb, namespace, group, resource, subresource, name }
}

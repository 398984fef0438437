import type { KubernetesObject, LabelSelector } from '../../../k8s/types.ts'

/** The group of policies and their bindings. */
export const admissionGroup = 'admissionregistration.k8s.io'

export interface ResourceRule {
  readonly apiGroups?: readonly string[]
  readonly apiVersions?: readonly string[]
  readonly operations?: readonly string[]
  readonly resources?: readonly string[]
  readonly scope?: string
  readonly resourceNames?: readonly string[]
}
export interface MatchResources {
  readonly resourceRules?: readonly ResourceRule[]
  readonly excludeResourceRules?: readonly ResourceRule[]
  readonly namespaceSelector?: LabelSelector
  readonly objectSelector?: LabelSelector
  readonly matchPolicy?: string
}
export interface ParamKind {
  readonly apiVersion?: string
  readonly kind?: string
}
export interface ParamRef {
  readonly name?: string
  readonly namespace?: string
  readonly selector?: LabelSelector
  readonly parameterNotFoundAction?: string
}
export interface MatchCondition {
  readonly name?: string
  readonly expression?: string
}
export interface Variable {
  readonly name?: string
  readonly expression?: string
}
export interface Validation {
  readonly expression?: string
  readonly message?: string
  readonly messageExpression?: string
  readonly reason?: string
}
export interface AuditAnnotation {
  readonly key?: string
  readonly valueExpression?: string
}
export interface Mutation {
  readonly patchType?: string
  readonly applyConfiguration?: { readonly expression?: string }
  readonly jsonPatch?: { readonly expression?: string }
}
/** A ValidatingAdmissionPolicy or a MutatingAdmissionPolicy. */
export interface Policy extends KubernetesObject {
  readonly spec?: {
    readonly paramKind?: ParamKind
    readonly matchConstraints?: MatchResources
    readonly matchConditions?: readonly MatchCondition[]
    readonly variables?: readonly Variable[]
    readonly failurePolicy?: string
    readonly validations?: readonly Validation[]
    readonly auditAnnotations?: readonly AuditAnnotation[]
    readonly mutations?: readonly Mutation[]
    readonly reinvocationPolicy?: string
  }
}
/** What puts a policy into force. */
export interface PolicyBinding extends KubernetesObject {
  readonly spec?: {
    readonly policyName?: string
    readonly paramRef?: ParamRef
    readonly matchResources?: MatchResources
    readonly validationActions?: readonly string[]
  }
}

/** The name of a policy or a binding. */
export function nameOf({ metadata }: KubernetesObject): string {
  return metadata?.name ?? ''
}

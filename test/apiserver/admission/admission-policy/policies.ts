import type { KubernetesObject } from '../../../../src/k8s/types.ts'

const apiVersion = 'admissionregistration.k8s.io/v1'

/** Rules that match pods and ConfigMaps when they come and when they change. */
export const everyPod = {
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods', 'configmaps'] }],
}

/** A ValidatingAdmissionPolicy `p` about pods. */
export function validating(spec: object, name = 'p'): KubernetesObject {
  return { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec: { matchConstraints: everyPod, ...spec } }
}

/** What puts it into force: binding `b`. */
export function validatingBinding(spec: object = {}, policyName = 'p', name = 'b'): KubernetesObject {
  const fields = { policyName, validationActions: ['Deny'], ...spec }
  return { apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, spec: fields }
}

/** A MutatingAdmissionPolicy about pods, with what puts it into force. */
export function mutating(mutations: readonly object[], spec: object = {}, name = 'm'): readonly KubernetesObject[] {
  const fields = { matchConstraints: everyPod, mutations, reinvocationPolicy: 'Never', ...spec }
  return [
    { apiVersion, kind: 'MutatingAdmissionPolicy', metadata: { name }, spec: fields },
    { apiVersion, kind: 'MutatingAdmissionPolicyBinding', metadata: { name: `${name}-b` }, spec: { policyName: name } },
  ]
}

/** A mutation by an apply configuration. */
export function applying(expression: string): object {
  return { patchType: 'ApplyConfiguration', applyConfiguration: { expression } }
}

/** A mutation by a JSON patch. */
export function patching(expression: string): object {
  return { patchType: 'JSONPatch', jsonPatch: { expression } }
}

/** A namespace as every cluster has it: with the label of its own name. */
export function namespace(name: string, labels: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } } }
}

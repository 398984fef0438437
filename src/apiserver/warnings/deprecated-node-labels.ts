import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ServerWarning } from '../answer.ts'
import type { Field } from '../validation/field.ts'

const labels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ['failure-domain.beta.kubernetes.io/region', 'deprecated since v1.17; use "topology.kubernetes.io/region" instead'],
  ['failure-domain.beta.kubernetes.io/zone', 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead'],
  ['beta.kubernetes.io/instance-type', 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead'],
])
/** The first minor that warns of the following labels too. */
const laterSince = 31
const laterLabels: ReadonlyMap<string, string> = new Map([
  ['app.kubernetes.io/created-by', 'deprecated since v1.9'],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', 'deprecated since v1.22; use Taints and Tolerations instead'],
  ['node-role.kubernetes.io/master', 'use "node-role.kubernetes.io/control-plane" instead'],
])

/** Why a label of nodes is no longer to be used. Mirrors pkg/api/node/util.go GetNodeLabelDeprecatedMessage, v1.36. */
export function deprecatedNodeLabel(key: string, { minor }: KubernetesVersion): string | undefined {
  return labels.get(key) ?? (minor >= laterSince ? laterLabels.get(key) : undefined)
}

/** Deprecated labels in the expressions of a term of a node selector. Mirrors GetWarningsForNodeSelectorTerm. */
export function expressionWarnings(expressions: Field, version: KubernetesVersion): readonly ServerWarning[] {
  return expressions.items.flatMap(expression => {
    const key = expression.child('key')
    const why = deprecatedNodeLabel(key.text, version)
    return why === undefined ? [] : [{ message: `${key.name}: ${key.text} is ${why}`, path: key.path }]
  })
}

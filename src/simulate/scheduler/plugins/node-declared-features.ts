import { FieldRef } from '../../../cluster/field-ref.ts'
import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import type { Container, PodSpec } from '../../../k8s/types.ts'
import type { FilterPlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import { unresolvable } from '../status.ts'

const unmatched = unresolvable("node(s) didn't match Pod's required features")

/** What a pod needs that not every kubelet can do. Mirrors component-helpers/nodedeclaredfeatures/features, v1.36. */
interface Feature {
  readonly name: string
  /** Kubelets declare it where they are not told otherwise. */
  readonly isUsual: boolean
  /** The field of a pod's spec that asks for it; undefined where it is not needed. */
  askedForAt(spec: PodSpec): FieldPath | undefined
}

const features: readonly Feature[] = [
  { name: 'RestartAllContainersOnContainerExits', isUsual: true, askedForAt: restartOfAllContainers },
  {
    name: 'UserNamespacesHostNetworkSupport',
    isUsual: false,
    askedForAt: ({ hostNetwork, hostUsers }) => (hostNetwork === true && hostUsers === false ? ['hostUsers'] : undefined),
  },
]

/** Refuses nodes whose kubelets cannot do what the pod needs. Mirrors pkg/scheduler/framework/plugins/nodedeclaredfeatures, v1.36. */
export const nodeDeclaredFeatures: FilterPlugin = {
  name: 'NodeDeclaredFeatures',
  preFilter({ spec, template }, { version }) {
    if (!isFeatureOn('NodeDeclaredFeatures', version)) return 'skip'
    const required = features.filter(feature => feature.askedForAt(spec) !== undefined)
    if (required.length === 0) return 'skip'
    const missing = (node: NodeInfo): Feature | undefined => required.find(feature => !declares(node, feature))
    return {
      local: required.map(({ name }) => name).join(),
      filter: node => (missing(node) === undefined ? undefined : unmatched),
      explain(node, status) {
        const { name, askedForAt } = missing(node)!
        const at = template.specAt.child(...askedForAt(spec)!)
        return [{ text: status.reasons[0]!, subject: name, at, by: [new FieldRef(node.resource, ['status', 'declaredFeatures'])] }]
      },
    }
  },
}

function declares({ declaredFeatures }: NodeInfo, { name, isUsual }: Feature): boolean {
  return declaredFeatures === undefined ? isUsual : declaredFeatures.has(name)
}

function restartOfAllContainers({ containers = [], initContainers = [] }: PodSpec): FieldPath | undefined {
  const within = (list: readonly Container[], field: string): FieldPath | undefined => {
    for (const [index, { restartPolicyRules = [] }] of list.entries()) {
      const rule = restartPolicyRules.findIndex(({ action }) => action === 'RestartAllContainers')
      if (rule !== -1) return [field, index, 'restartPolicyRules', rule, 'action']
    }
    return undefined
  }
  return within(containers, 'containers') ?? within(initContainers, 'initContainers')
}

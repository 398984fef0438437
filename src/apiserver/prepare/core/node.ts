import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, type Struct } from '../../defaults/fill.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

/** Fields of the status, and what they are for. */
const gated: readonly (readonly [string, string])[] = [
  ['runtimeHandlers', 'RecursiveReadOnlyMounts'],
  ['features', 'SupplementalGroupsPolicy'],
  ['declaredFeatures', 'NodeDeclaredFeatures'],
]

/** The first network is written twice. Mirrors pkg/apis/core/v1/conversion.go Convert_v1_NodeSpec_To_core_NodeSpec, v1.36. */
function withBothCidrs(spec: Struct): Struct {
  const first = spec['podCIDR']
  const all: readonly unknown[] = Array.isArray(spec['podCIDRs']) ? spec['podCIDRs'] : []
  if (typeof first !== 'string' || first === '') return all.length === 0 ? spec : { ...spec, podCIDR: all[0] }
  return all[0] === first ? spec : { ...spec, podCIDRs: [first] }
}

/** Unlike other kinds a Node keeps its status. Mirrors pkg/registry/core/node/strategy.go dropDisabledFields, v1.36. */
export function prepareNode(node: KubernetesObject, { version }: StageContext): KubernetesObject {
  let kept = without(without(change(node, 'spec', withBothCidrs), ['spec', 'configSource']), ['status', 'config'])
  for (const [field, gate] of gated) if (!isFeatureOn(gate, version)) kept = without(kept, ['status', field])
  return kept
}

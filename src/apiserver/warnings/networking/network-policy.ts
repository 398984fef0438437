import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { networkWarnings, warnsOfAddresses } from '../address.ts'

/** Mirrors pkg/registry/networking/networkpolicy/strategy.go networkPolicyWarnings, v1.36. */
export function networkPolicyWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  if (!warnsOfAddresses(version)) return []
  const spec = Field.root(object).child('spec')
  const peers = [
    ...spec.child('ingress').items.flatMap(rule => rule.child('from').items),
    ...spec.child('egress').items.flatMap(rule => rule.child('to').items),
  ]
  return peers.flatMap(peer => {
    const block = peer.child('ipBlock')
    return [...(block.absent ? [] : [block.child('cidr')]), ...block.child('except').items].flatMap(network =>
      networkWarnings(network, version)
    )
  })
}

import type { FieldRef } from '../../cluster/field-ref.ts'
import { addressOf, holdsAddress } from './addresses.ts'
import { blocksAt } from './blocks-inside-cluster.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { Network } from './network.ts'
import { inputRules } from './rule-destinations.ts'

/** An ipBlock that lets pods reach the address where clouds give a node's credentials. */
export interface MetadataBlock {
  readonly policy: CompiledPolicy['policy']
  readonly at: FieldRef
  readonly cidr: string
  readonly address: string
}

/** Where the clouds' machines ask who they are, over HTTP: AWS, Azure, Google and others; AWS over IPv6. */
const endpoints = ['169.254.169.254', 'fd00:ec2::254'].map(text => ({ text, address: addressOf(text)! }))
const port = 80

/** Blocks of the input's NetworkPolicies that hold the address of the metadata service, unless they mean that. */
export function metadataBlocks(network: Network): readonly MetadataBlock[] {
  return [...inputRules(network)].flatMap(([{ policy }, direction, rule]) => {
    if (direction !== 'egress' || rule.rule.peers?.some(({ kind }) => kind === 'block') !== true) return []
    if (rule.connection !== undefined && !network.connections.holds(rule.connection, 'TCP', port)) return []
    return blocksAt(rule.rule.at, 'to').flatMap(({ at, cidr, ranges }) => {
      const found = endpoints.find(({ address }) => holdsAddress(ranges, address))
      const isMeant = ranges.length === 1 && ranges[0]!.start === ranges[0]!.end
      return found === undefined || isMeant ? [] : [{ policy, at, cidr, address: found.text }]
    })
  })
}

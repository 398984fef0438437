import type { Cluster } from '../../cluster/cluster.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { type Address, addressOf } from './addresses.ts'

/** The addresses of the node that a pod is on; none where the input does not say. */
export function nodeAddresses(cluster: Cluster, { node }: { readonly node?: string }): readonly Address[] {
  const found = node === undefined ? undefined : cluster.find('', 'Node', null, node)
  const addresses = valueAt(found?.object, ['status', 'addresses'])
  if (!Array.isArray(addresses)) return []
  return addresses.flatMap(entry => {
    const text = valueAt(entry, ['address'])
    return typeof text === 'string' ? (addressOf(text) ?? []) : []
  })
}

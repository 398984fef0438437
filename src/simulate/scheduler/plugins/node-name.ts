import type { FilterPlugin } from '../framework.ts'
import { unresolvable } from '../status.ts'

const otherNode = unresolvable("node(s) didn't match the requested node name")

/** Refuses all nodes but the one that the pod names. Mirrors pkg/scheduler/framework/plugins/nodename, v1.36. */
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  preFilter(pod) {
    const wanted = pod.spec.nodeName ?? ''
    if (wanted === '') return 'skip'
    return {
      local: wanted,
      filter: node => (node.name === wanted ? undefined : otherNode),
      explain: (_node, status) => [{ text: status.reasons[0]!, subject: wanted, at: pod.template.specAt.child('nodeName'), by: [] }],
    }
  },
}

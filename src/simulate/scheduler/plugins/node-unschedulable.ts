import { FieldRef } from '../../../cluster/field-ref.ts'
import { toleratesTaint } from '../../../k8s/taint.ts'
import type { FilterPlugin } from '../framework.ts'
import { unresolvable } from '../status.ts'

const unschedulableTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }
const cordoned = unresolvable('node(s) were unschedulable')

/** Refuses cordoned nodes. Mirrors pkg/scheduler/framework/plugins/nodeunschedulable, v1.36. */
export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  preFilter(pod) {
    if (pod.spec.tolerations?.some(toleration => toleratesTaint(toleration, unschedulableTaint))) return 'skip'
    return {
      local: '',
      filter: node => (node.unschedulable ? cordoned : undefined),
      explain: (node, status) => [
        {
          text: status.reasons[0]!,
          subject: unschedulableTaint.key,
          at: pod.template.specAt.child('tolerations'),
          by: [new FieldRef(node.resource, ['spec', 'unschedulable'])],
        },
      ],
    }
  },
}

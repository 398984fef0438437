import type { Node } from '../../k8s/types.ts'
import type { AdmissionPlugin } from './plugin.ts'

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** Keeps pods off a new node until it says that it is ready. Mirrors plugin/pkg/admission/nodetaint/admission.go, v1.36. */
export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  admit({ object, operation }) {
    const { spec = {} } = object as Node
    const taints = spec.taints ?? []
    if (operation !== 'create' || taints.some(({ key, effect }) => key === notReady.key && effect === notReady.effect)) return { object }
    return { object: { ...object, spec: { ...spec, taints: [...taints, notReady] } } }
  },
}

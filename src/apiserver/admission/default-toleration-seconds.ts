import type { Pod, Toleration } from '../../k8s/types.ts'
import type { AdmissionPlugin } from './plugin.ts'

const seconds = 300
const notReady = 'node.kubernetes.io/not-ready'
const unreachable = 'node.kubernetes.io/unreachable'

/** Lets each pod stay for a while on a node that fails. Mirrors plugin/pkg/admission/defaulttolerationseconds/admission.go, v1.36. */
export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  admit({ type, object }) {
    if (type.kind !== 'Pod' || type.group !== '') return { object }
    const { spec = {} } = object as Pod
    const tolerations = spec.tolerations ?? []
    const added = [notReady, unreachable].filter(taint => !tolerations.some(toleration => tolerates(toleration, taint)))
    if (added.length === 0) return { object }
    const defaults = added.map(key => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds }))
    return { object: { ...object, spec: { ...spec, tolerations: [...tolerations, ...defaults] } } }
  },
}

/** By key and effect alone: an empty one stands for all. */
function tolerates({ key, effect }: Toleration, taint: string): boolean {
  return (!key || key === taint) && (!effect || effect === 'NoExecute')
}

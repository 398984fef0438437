import { labelOf } from '../../k8s/label-selector.ts'
import type { Pod } from '../../k8s/types.ts'
import type { AdmissionPlugin } from './plugin.ts'

const copied = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone']
/** The first minor in which PodTopologyLabelsAdmission is on by default. */
const since = 35

/** Tells a pod that names its node where that is. Mirrors plugin/pkg/admission/podtopologylabels/admission.go, v1.36. */
export const podTopologyLabels: AdmissionPlugin = {
  name: 'PodTopologyLabels',
  admit({ object, operation }, { view, version }) {
    const { spec } = object as Pod
    if (version.minor < since || operation !== 'create' || !spec?.nodeName) return { object }
    const node = view.find('', 'Node', null, spec.nodeName)
    const labels = Object.fromEntries(copied.flatMap(key => entry(key, labelOf(node?.metadata?.labels, key))))
    if (Object.keys(labels).length === 0) return { object }
    return { object: { ...object, metadata: { ...object.metadata, labels: { ...object.metadata?.labels, ...labels } } } }
  },
}

function entry(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]]
}

import type { Container, KubernetesObject, Pod } from '../../k8s/types.ts'

interface ServerContainer extends Container {
  readonly command?: readonly string[]
  readonly args?: readonly string[]
}
interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>
}

const flag = '--enable-admission-plugins='
/** Both forms of `apiServer.extraArgs`: a mapping, and since v1beta4 a list of names and values. */
const extraArgument = /\benable-admission-plugins["']?\s*(?::|\n\s*value:)\s*["']?([\w,]+)/

/** The plugins that an object says the cluster's server runs besides the default ones: its own static pod, or what kubeadm keeps of its configuration. */
export function enabledPlugins(object: KubernetesObject): readonly string[] {
  if (object.metadata?.namespace !== 'kube-system') return []
  if (object.kind === 'Pod') return ((object as Pod).spec?.containers ?? []).flatMap(ofContainer)
  if (object.kind !== 'ConfigMap' || object.metadata.name !== 'kubeadm-config') return []
  return extraArgument.exec((object as ConfigMap).data?.['ClusterConfiguration'] ?? '')?.[1]?.split(',') ?? []
}

function ofContainer({ command = [], args = [] }: ServerContainer): readonly string[] {
  const [program = '', ...flags] = [...command, ...args]
  if (program !== 'kube-apiserver' && !program.endsWith('/kube-apiserver')) return []
  return flags.flatMap(text => (text.startsWith(flag) ? text.slice(flag.length).split(',') : []))
}

import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

/** Groups whose objects have an apiVersion and a kind, but are files that a program reads: no API server serves them. */
const groups: ReadonlyMap<string, string> = new Map([
  ['kustomize.config.k8s.io', 'kustomization'],
  ['kubeadm.k8s.io', 'kubeadm configuration'],
  ['kubelet.config.k8s.io', 'kubelet configuration'],
  ['kubeproxy.config.k8s.io', 'kube-proxy configuration'],
  ['kubescheduler.config.k8s.io', 'kube-scheduler configuration'],
  ['kubecontrollermanager.config.k8s.io', 'kube-controller-manager configuration'],
  ['cloudcontrollermanager.config.k8s.io', 'cloud-controller-manager configuration'],
  ['controllermanager.config.k8s.io', 'kube-controller-manager configuration'],
  ['audit.k8s.io', 'audit policy of kube-apiserver'],
  ['apiserver.config.k8s.io', 'kube-apiserver configuration'],
  ['apiserver.k8s.io', 'kube-apiserver configuration'],
  ['abac.authorization.kubernetes.io', 'authorization policy of kube-apiserver'],
  ['eventratelimit.admission.k8s.io', 'admission configuration of kube-apiserver'],
  ['pod-security.admission.config.k8s.io', 'admission configuration of kube-apiserver'],
  ['podtolerationrestriction.admission.k8s.io', 'admission configuration of kube-apiserver'],
  ['resourcequota.admission.k8s.io', 'admission configuration of kube-apiserver'],
  ['imagepolicy.admission.k8s.io', 'admission configuration of kube-apiserver'],
  ['client.authentication.k8s.io', 'credential of kubectl'],
  ['kubectl.config.k8s.io', 'kubectl preferences'],
  ['kind.x-k8s.io', 'kind cluster configuration'],
  ['kind.sigs.k8s.io', 'kind cluster configuration'],
  ['k3d.io', 'k3d cluster configuration'],
  ['eksctl.io', 'eksctl configuration'],
  ['clusterctl.cluster.x-k8s.io', 'clusterctl configuration'],
  ['cli.kyverno.io', 'input of the kyverno command'],
  ['ctlptl.dev', 'ctlptl configuration'],
  ['skaffold', 'Skaffold configuration'],
  ['krew.googlecontainertools.github.com', 'Krew plugin'],
  ['backstage.io', 'Backstage catalog entity'],
  ['scaffolder.backstage.io', 'Backstage template'],
])
const grafanaKeys = ['datasources', 'providers', 'deleteDatasources', 'apps', 'notifiers', 'contactPoints', 'policies', 'muteTimes']

/** What an object with an apiVersion or a kind is, where it is none of an API server. */
export function componentConfiguration(mapping: Mapping): string | undefined {
  const apiVersion = ownValue(mapping, 'apiVersion')
  const kind = ownValue(mapping, 'kind')
  if (typeof apiVersion === 'string') {
    const slash = apiVersion.indexOf('/')
    if (slash !== -1) return groups.get(apiVersion.slice(0, slash))
    if (apiVersion === 'builtin') return 'kustomize plugin'
    if (apiVersion === 'v1' && kind === 'EncryptionConfig') return 'kube-apiserver configuration'
    if (apiVersion === 'v1' && kind === 'Policy' && hasAny(mapping, ['predicates', 'priorities'])) return 'kube-scheduler configuration'
    return kind === undefined || kind === 'Config' ? ofCoreGroup(mapping, apiVersion) : undefined
  }
  if (apiVersion === 1 && kind === undefined && hasAny(mapping, grafanaKeys)) return 'Grafana provisioning file'
  if (apiVersion === undefined && kind === 'CustomResourceStateMetrics') return 'kube-state-metrics configuration'
  const hasSteps = Array.isArray(ownValue(mapping, 'steps')) || isMapping(ownValue(mapping, 'clone'))
  return apiVersion === undefined && kind === 'pipeline' && hasSteps ? 'Drone pipeline' : undefined
}

function ofCoreGroup(mapping: Mapping, apiVersion: string): string | undefined {
  if (apiVersion === 'v1' && isMapping(ownValue(mapping, 'entries'))) return 'index of a Helm repository'
  if (apiVersion === 'v1' && hasAny(mapping, ['clusters', 'contexts', 'users', 'current-context'])) return 'kubeconfig'
  const isChart = typeof ownValue(mapping, 'name') === 'string' && Object.hasOwn(mapping, 'version')
  if ((apiVersion === 'v1' || apiVersion === 'v2') && isChart) return 'Helm chart description'
  return Object.hasOwn(mapping, 'baseDomain') && Object.hasOwn(mapping, 'platform') ? 'OpenShift installer configuration' : undefined
}

function hasAny(mapping: Mapping, keys: readonly string[]): boolean {
  return keys.some(key => Object.hasOwn(mapping, key))
}

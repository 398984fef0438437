import type { FieldPath } from '../../../k8s/field-path.ts'
import {
  type Check,
  containerNames,
  containersOf,
  type HostHandler,
  type JudgedContainer,
  plural,
  quoted,
  sortedSet,
} from './judged-pod.ts'

/** Mirrors pod-security-admission policy/check_hostNamespaces.go, v1.36. */
export const hostNamespaces: Check = ({ spec }) => {
  const found = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter(field => spec[field] === true)
  if (found.length === 0) return undefined
  return { reason: 'host namespaces', detail: found.map(field => `${field}=true`).join(', '), at: [found[0]!] }
}

/** Mirrors check_hostPathVolumes.go, v1.36. */
export const hostPathVolumes: Check = ({ spec }) => {
  const volumes = spec.volumes ?? []
  const bad = volumes.filter(isHostPath)
  if (bad.length === 0) return undefined
  const names = quoted(bad.map(volume => volume.name ?? ''))
  const at = ['volumes', volumes.indexOf(bad[0]!), 'hostPath']
  return { reason: 'hostPath volumes', detail: `${plural(bad.length, 'volume')} ${names}`, at }
}

/** Mirrors check_hostPorts.go, v1.36. */
export const hostPorts: Check = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => (container.ports ?? []).some(isHostPort))
  const first = bad[0]
  if (first === undefined) return undefined
  const ports = sortedSet(bad.flatMap(({ container }) => (container.ports ?? []).filter(isHostPort).map(port => String(port.hostPort))))
  const detail = `${containerNames(bad)} ${bad.length === 1 ? 'uses' : 'use'} ${plural(ports.length, 'hostPort')} ${ports.join(', ')}`
  return { reason: 'hostPort', detail, at: [...first.at, 'ports', first.container.ports!.findIndex(isHostPort), 'hostPort'] }
}

/** Mirrors check_hostProbesAndhostLifecycle.go, v1.36. */
export const hostProbesAndHostLifecycle: Check = ({ spec }) => {
  const bad = containersOf(spec).flatMap(({ container, at }) => {
    const hosts = hostsOf(container)
    return hosts.length === 0 ? [] : [{ name: container.name ?? '', hosts, at: [...at, ...hosts[0]!.at] }]
  })
  const first = bad[0]
  if (first === undefined) return undefined
  const names = sortedSet(bad.map(({ name }) => name))
  const hosts = sortedSet(bad.flatMap(entry => entry.hosts.map(({ host }) => host)))
  const verb = names.length === 1 ? 'uses' : 'use'
  const detail = `${plural(names.length, 'container')} ${quoted(names)} ${verb} ${plural(hosts.length, 'probe or lifecycle host')} ${quoted(hosts)}`
  return { reason: 'probe or lifecycle host', detail, at: first.at }
}

/** Mirrors check_windowsHostProcess.go, v1.36. */
export const windowsHostProcess: Check = ({ spec }) => {
  const field = ['securityContext', 'windowsOptions', 'hostProcess']
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess === true
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.windowsOptions?.hostProcess === true)
  const setters = [...(ofPod ? ['pod'] : []), ...(bad.length > 0 ? [containerNames(bad)] : [])]
  if (setters.length === 0) return undefined
  const detail = `${setters.join(' and ')} must not set securityContext.windowsOptions.hostProcess=true`
  return { reason: 'hostProcess', detail, at: ofPod ? field : [...bad[0]!.at, ...field] }
}

function isHostPath(volume: object): boolean {
  return Object.hasOwn(volume, 'hostPath') && (volume as { readonly hostPath?: unknown }).hostPath !== null
}

function isHostPort({ hostPort }: { readonly hostPort?: number }): boolean {
  return hostPort !== undefined && hostPort !== null && hostPort !== 0
}

interface FoundHost {
  readonly host: string
  readonly at: FieldPath
}

function hostsOf(container: JudgedContainer): readonly FoundHost[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container
  return [
    ...handlerHosts(livenessProbe, ['livenessProbe']),
    ...handlerHosts(readinessProbe, ['readinessProbe']),
    ...handlerHosts(startupProbe, ['startupProbe']),
    ...handlerHosts(lifecycle?.postStart, ['lifecycle', 'postStart']),
    ...handlerHosts(lifecycle?.preStop, ['lifecycle', 'preStop']),
  ]
}

function handlerHosts(handler: HostHandler | undefined, at: FieldPath): readonly FoundHost[] {
  return (['httpGet', 'tcpSocket'] as const).flatMap(action => {
    const host = handler?.[action]?.host
    return host ? [{ host, at: [...at, action, 'host'] }] : []
  })
}

import type { FieldPath } from '../../../k8s/field-path.ts'
import type { ObjectMeta, ResourceList } from '../../../k8s/types.ts'

/** The parts of a pod that the Pod Security Standards look at. */
export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean
  readonly privileged?: boolean
  readonly procMount?: string
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
  readonly appArmorProfile?: { readonly type?: string }
  readonly seccompProfile?: { readonly type?: string }
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string }
  readonly windowsOptions?: { readonly hostProcess?: boolean }
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
  /** Of pods alone. */
  readonly sysctls?: readonly { readonly name?: string }[]
}
export interface HostHandler {
  readonly httpGet?: { readonly host?: string }
  readonly tcpSocket?: { readonly host?: string }
}
export interface JudgedContainer {
  readonly name?: string
  readonly image?: string
  readonly securityContext?: SecurityContext
  readonly ports?: readonly { readonly hostPort?: number }[]
  readonly livenessProbe?: HostHandler
  readonly readinessProbe?: HostHandler
  readonly startupProbe?: HostHandler
  readonly lifecycle?: { readonly postStart?: HostHandler; readonly preStop?: HostHandler }
  readonly resources?: { readonly requests?: ResourceList }
}
export interface JudgedPodSpec {
  readonly securityContext?: SecurityContext
  readonly containers?: readonly JudgedContainer[]
  readonly initContainers?: readonly JudgedContainer[]
  readonly ephemeralContainers?: readonly JudgedContainer[]
  readonly volumes?: readonly { readonly name?: string }[]
  readonly hostNetwork?: boolean
  readonly hostPID?: boolean
  readonly hostIPC?: boolean
  readonly hostUsers?: boolean
  readonly os?: { readonly name?: string }
}
export interface JudgedPod {
  readonly metadata: ObjectMeta
  readonly spec: JudgedPodSpec
}

/** One check's complaint about a pod. */
export interface Violation {
  readonly reason: string
  readonly detail: string
  /** The field at fault, below the pod's spec. */
  readonly at: FieldPath
}

export type Check = (pod: JudgedPod) => Violation | undefined

/** A container together with its place below the pod's spec. */
export interface PlacedContainer {
  readonly container: JudgedContainer
  readonly at: FieldPath
}

/** All containers, in the order in which checks visit them. Mirrors pod-security-admission policy/visitor.go, v1.36. */
export function containersOf(spec: JudgedPodSpec): readonly PlacedContainer[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap(field =>
    (spec[field] ?? []).map((container, index) => ({ container, at: [field, index] }))
  )
}

/** `container "a"`, `containers "a", "b"`. */
export function containerNames(containers: readonly PlacedContainer[]): string {
  return `${plural(containers.length, 'container')} ${quoted(containers.map(({ container }) => container.name ?? ''))}`
}

export function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`
}

export function quoted(texts: readonly string[]): string {
  return texts.map(text => `"${text}"`).join(', ')
}

/** Each text once, sorted. */
export function sortedSet(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort()
}

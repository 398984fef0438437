import { goQuote } from '../../../k8s/go-quote.ts'
import { exceptWindows } from './exemptions.ts'
import { type Check, containerNames, containersOf, plural, quoted, type SecurityContext, sortedSet } from './judged-pod.ts'
import { setters, unset } from './setters.ts'

const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/'
const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod'
const seccompPrefix = 'container.seccomp.security.alpha.kubernetes.io/'

/** Mirrors pod-security-admission policy/check_appArmorProfile.go, v1.36. */
export const appArmorProfile: Check = ({ metadata, spec }) => {
  const bad = setters(spec, 'appArmorProfile.type', ({ appArmorProfile: profile }) => isThere(profile) && !isConfined(profile.type))
  const types = sortedSet(bad.contexts.map(context => context.appArmorProfile?.type ?? ''))
  const annotations = Object.entries(metadata.annotations ?? {})
    .filter(([key, value]) => key.startsWith(appArmorPrefix) && !isConfinedAnnotation(value))
    .map(([key, value]) => `${key}=${goQuote(value)}`)
  const values = [...types, ...sortedSet(annotations)]
  if (values.length === 0) return undefined
  const who = [...(bad.text === '' ? [] : [bad.text]), ...(annotations.length > 0 ? [plural(annotations.length, 'annotation')] : [])]
  const detail = `${who.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`
  return { reason: plural(values.length, 'forbidden AppArmor profile'), detail, at: bad.at }
}

/** By annotations, before 1.19. Mirrors check_seccompProfile_baseline.go seccompProfileBaseline_1_0, v1.36. */
export const seccompAnnotations: Check = ({ metadata, spec }) => {
  const annotations = metadata.annotations ?? {}
  const keys = [seccompPod, ...containersOf(spec).map(({ container }) => `${seccompPrefix}${container.name}`)]
  const bad = sortedSet(
    keys
      .filter(key => Object.hasOwn(annotations, key) && !isSeccompAnnotation(annotations[key]!))
      .map(key => `${key}=${goQuote(annotations[key]!)}`)
  )
  if (bad.length === 0) return undefined
  return { reason: 'seccompProfile', detail: `forbidden ${plural(bad.length, 'annotation')} ${bad.join(', ')}`, at: [] }
}

/** Mirrors seccompProfileBaseline_1_19, v1.36. */
export const seccompProfileBaseline: Check = ({ spec }) => {
  const bad = setters(spec, 'seccompProfile.type', ({ seccompProfile }) => isThere(seccompProfile) && !isConfined(seccompProfile.type))
  if (bad.text === '') return undefined
  const types = quoted(sortedSet(bad.contexts.map(context => context.seccompProfile?.type ?? '')))
  return { reason: 'seccompProfile', detail: `${bad.text} must not set securityContext.seccompProfile.type to ${types}`, at: bad.at }
}

/** Mirrors check_seccompProfile_restricted.go seccompProfileRestricted_1_19, v1.36. */
export const seccompProfileRestricted: Check = pod => {
  const explicit = seccompProfileBaseline(pod)
  if (explicit !== undefined) return explicit
  const { spec } = pod
  const hasProfile = ({ seccompProfile }: SecurityContext): boolean => isThere(seccompProfile)
  if (isThere(spec.securityContext) && hasProfile(spec.securityContext)) return undefined
  const without = unset(spec, hasProfile)
  if (without.length === 0) return undefined
  const detail = `pod or ${containerNames(without)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`
  return { reason: 'seccompProfile', detail, at: ['securityContext', 'seccompProfile', 'type'] }
}

/** From 1.25 on. */
export const seccompProfileRestrictedButWindows: Check = exceptWindows(seccompProfileRestricted)

function isThere<T>(value: T | undefined | null): value is T {
  return value !== undefined && value !== null
}

function isConfined(type: string | undefined): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost'
}

function isConfinedAnnotation(profile: string): boolean {
  return profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/')
}

function isSeccompAnnotation(profile: string): boolean {
  return profile === 'runtime/default' || profile === 'docker/default' || profile.startsWith('localhost/')
}

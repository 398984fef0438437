import { exceptUserNamespaces, exceptWindows } from './exemptions.ts'
import { type Check, containerNames, containersOf } from './judged-pod.ts'
import { setters, unset } from './setters.ts'

/** Mirrors pod-security-admission policy/check_allowPrivilegeEscalation.go, v1.36. */
export const allowPrivilegeEscalation: Check = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.allowPrivilegeEscalation !== false)
  if (bad.length === 0) return undefined
  const detail = `${containerNames(bad)} must set securityContext.allowPrivilegeEscalation=false`
  return { reason: 'allowPrivilegeEscalation != false', detail, at: [...bad[0]!.at, 'securityContext', 'allowPrivilegeEscalation'] }
}

/** From 1.25 on. */
export const allowPrivilegeEscalationButWindows: Check = exceptWindows(allowPrivilegeEscalation)

/** Mirrors check_runAsNonRoot.go runAsNonRoot1_0, v1.36. */
export const runAsNonRoot: Check = ({ spec }) => {
  const reason = 'runAsNonRoot != true'
  const bad = setters(spec, 'runAsNonRoot', context => context.runAsNonRoot === false)
  if (bad.text !== '') return { reason, detail: `${bad.text} must not set securityContext.runAsNonRoot=false`, at: bad.at }
  if (spec.securityContext?.runAsNonRoot === true) return undefined
  const without = unset(spec, context => typeof context.runAsNonRoot === 'boolean')
  if (without.length === 0) return undefined
  const detail = `pod or ${containerNames(without)} must set securityContext.runAsNonRoot=true`
  return { reason, detail, at: ['securityContext', 'runAsNonRoot'] }
}

/** From 1.35 on. */
export const runAsNonRootOfHostUsers: Check = exceptUserNamespaces(runAsNonRoot)

/** Mirrors check_runAsUser.go runAsUser1_23, v1.36. */
export const runAsUser: Check = ({ spec }) => {
  const bad = setters(spec, 'runAsUser', context => context.runAsUser === 0)
  return bad.text === '' ? undefined : { reason: 'runAsUser=0', detail: `${bad.text} must not set runAsUser=0`, at: bad.at }
}

/** From 1.35 on. */
export const runAsUserOfHostUsers: Check = exceptUserNamespaces(runAsUser)

import { exceptUserNamespaces } from './exemptions.ts'
import { type Check, containerNames, containersOf, plural, quoted, sortedSet } from './judged-pod.ts'
import { setters } from './setters.ts'

/** Mirrors pod-security-admission policy/check_privileged.go, v1.36. */
export const privileged: Check = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => container.securityContext?.privileged === true)
  if (bad.length === 0) return undefined
  const at = [...bad[0]!.at, 'securityContext', 'privileged']
  return { reason: 'privileged', detail: `${containerNames(bad)} must not set securityContext.privileged=true`, at }
}

/** Mirrors check_procMount_baseline.go procMount_1_0, v1.36. */
export const procMount: Check = ({ spec }) => {
  const bad = containersOf(spec).filter(({ container }) => (container.securityContext?.procMount ?? 'Default') !== 'Default')
  if (bad.length === 0) return undefined
  const types = quoted(sortedSet(bad.map(({ container }) => container.securityContext!.procMount!)))
  const at = [...bad[0]!.at, 'securityContext', 'procMount']
  return { reason: 'procMount', detail: `${containerNames(bad)} must not set securityContext.procMount to ${types}`, at }
}

/** From 1.35 on. */
export const procMountOfHostUsers: Check = exceptUserNamespaces(procMount)

/** Mirrors check_seLinuxOptions.go, v1.36. */
export function seLinuxOptions(allowed: readonly string[]): Check {
  return ({ spec }) => {
    const bad = setters(spec, 'seLinuxOptions', ({ seLinuxOptions: options }) => {
      if (options === undefined || options === null) return false
      return !allowed.includes(options.type ?? '') || Boolean(options.user) || Boolean(options.role)
    })
    if (bad.text === '') return undefined
    const options = bad.contexts.map(context => context.seLinuxOptions ?? {})
    const types = sortedSet(options.map(({ type }) => type ?? '').filter(type => !allowed.includes(type)))
    const data = [
      ...(types.length > 0 ? [`${plural(types.length, 'type')} ${quoted(types)}`] : []),
      ...(options.some(({ user }) => user) ? ['user may not be set'] : []),
      ...(options.some(({ role }) => role) ? ['role may not be set'] : []),
    ]
    const detail = `${bad.text} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`
    return { reason: 'seLinuxOptions', detail, at: bad.at }
  }
}

/** Mirrors check_sysctls.go, v1.36. */
export function sysctls(allowed: readonly string[]): Check {
  return ({ spec }) => {
    const names = (spec.securityContext?.sysctls ?? []).map(({ name }) => name ?? '')
    const bad = names.filter(name => !allowed.includes(name))
    if (bad.length === 0) return undefined
    return { reason: 'forbidden sysctls', detail: bad.join(', '), at: ['securityContext', 'sysctls', names.indexOf(bad[0]!), 'name'] }
  }
}

import type { FieldPath } from '../../../k8s/field-path.ts'
import { exceptWindows } from './exemptions.ts'
import { type Check, containerNames, containersOf, type JudgedContainer, quoted, sortedSet } from './judged-pod.ts'

const field: FieldPath = ['securityContext', 'capabilities']
/** What container runtimes give by default. */
const defaultCapabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

/** Mirrors pod-security-admission policy/check_capabilities_baseline.go, v1.36. */
export const capabilitiesBaseline: Check = ({ spec }) => {
  const added = addedBeyond(spec, capability => defaultCapabilities.has(capability))
  return added === undefined ? undefined : { reason: 'non-default capabilities', ...added }
}

/** Mirrors check_capabilities_restricted.go capabilitiesRestricted_1_22, v1.36. */
export const capabilitiesRestricted: Check = ({ spec }) => {
  const keeping = containersOf(spec).filter(({ container }) => !(container.securityContext?.capabilities?.drop ?? []).includes('ALL'))
  const added = addedBeyond(spec, capability => capability === 'NET_BIND_SERVICE')
  const details = [
    ...(keeping.length > 0 ? [`${containerNames(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(added === undefined ? [] : [added.detail]),
  ]
  if (details.length === 0) return undefined
  const at = added?.at ?? [...keeping[0]!.at, ...field, 'drop']
  return { reason: 'unrestricted capabilities', detail: details.join('; '), at }
}

/** From 1.25 on. */
export const capabilitiesRestrictedButWindows: Check = exceptWindows(capabilitiesRestricted)

function addedBeyond(
  spec: Parameters<Check>[0]['spec'],
  isAllowed: (capability: string) => boolean
): { readonly detail: string; readonly at: FieldPath } | undefined {
  const forbidden = (container: JudgedContainer) =>
    (container.securityContext?.capabilities?.add ?? []).filter(capability => !isAllowed(capability))
  const bad = containersOf(spec).filter(({ container }) => forbidden(container).length > 0)
  const first = bad[0]
  if (first === undefined) return undefined
  const names = quoted(sortedSet(bad.flatMap(({ container }) => forbidden(container))))
  const index = first.container.securityContext!.capabilities!.add!.indexOf(forbidden(first.container)[0]!)
  return {
    detail: `${containerNames(bad)} must not include ${names} in securityContext.capabilities.add`,
    at: [...first.at, ...field, 'add', index],
  }
}

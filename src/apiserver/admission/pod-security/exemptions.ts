import type { Check } from './judged-pod.ts'

/** The check, for all but pods of Windows: their fields are validated otherwise. */
export function exceptWindows(check: Check): Check {
  return pod => (pod.spec.os?.name === 'windows' ? undefined : check(pod))
}

/** The check, for all but pods in a user namespace of their own. Mirrors pod-security-admission policy/helpers.go relaxPolicyForUserNamespacePod, v1.36. */
export function exceptUserNamespaces(check: Check): Check {
  return pod => (pod.spec.hostUsers === false ? undefined : check(pod))
}

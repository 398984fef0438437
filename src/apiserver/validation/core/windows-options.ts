import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule } from '../row.ts'
import { formatted } from '../rows.ts'
import { memberOf } from '../value-check.ts'

const containerLists: readonly string[] = ['initContainers', 'containers', 'ephemeralContainers']
const maxSpecKiB = 64
const maxDomain = 256
const maxUser = 104
const control = /[\u0000-\u001f\u007f]/
const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const domainName = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/
const forbiddenInUser = /["/\\:;|=,+*?<>@[\]]/

/** Options of containers on Windows. Mirrors pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions, v1.36. */
export const windowsOptions: Rule = { at: 'windowsOptions', rules: windowsOptionsRules }

function windowsOptionsRules(): readonly Rule[] {
  return [
    formatted('gmsaCredentialSpecName', dnsSubdomainErrors, 'set'),
    formatted('gmsaCredentialSpec', credentialSpecErrors, 'set'),
    formatted('runAsUserName', userNameErrors, 'set'),
  ]
}

/** Whether the rules of host processes have nothing to judge. */
export function mentionsNoHostProcess(spec: unknown): boolean {
  if (hasWindowsOptions(spec)) return false
  for (const list of containerLists) {
    const containers = memberOf(spec, list)
    if (Array.isArray(containers) && containers.some(hasWindowsOptions)) return false
  }
  return true
}

/** Either all containers have the node's rights, or none. Mirrors validateWindowsHostProcessPod, v1.36. */
export function* hostProcessErrors(spec: Field): Generator<FieldError> {
  const podValue = spec.at('securityContext.windowsOptions.hostProcess')
  const containers = containerLists.flatMap(list => spec.child(list).items)
  let hostProcesses = 0
  for (const container of containers) {
    const own = container.at('securityContext.windowsOptions.hostProcess')
    if (!podValue.absent && !own.absent && own.value !== podValue.value)
      yield fieldError('FieldValueInvalid', own, `pod hostProcess value must be identical if both are specified, was ${podValue.value}`)
    if ((own.absent ? podValue : own).value === true) hostProcesses += 1
  }
  if (hostProcesses === 0) return
  if (hostProcesses !== containers.length)
    yield fieldError(
      'FieldValueInvalid',
      spec,
      'If pod contains any hostProcess containers then all containers must be HostProcess containers',
      ''
    )
  if (spec.child('hostNetwork').value !== true)
    yield fieldError(
      'FieldValueInvalid',
      spec.child('hostNetwork'),
      'hostNetwork must be true if pod contains any hostProcess containers',
      spec.child('hostNetwork').value ?? false
    )
}

function hasWindowsOptions(owner: unknown): boolean {
  return (memberOf(memberOf(owner, 'securityContext'), 'windowsOptions') ?? null) !== null
}

function credentialSpecErrors(text: string): readonly string[] {
  if (text === '') return ['gmsaCredentialSpec cannot be an empty string']
  return byteLength(text) > maxSpecKiB * 1024 ? [`gmsaCredentialSpec size must be under ${maxSpecKiB} KiB`] : []
}

function userNameErrors(text: string): readonly string[] {
  if (text === '') return ['runAsUserName cannot be an empty string']
  if (control.test(text)) return ['runAsUserName cannot contain control characters']
  const parts = text.split('\\')
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash']
  const [domain, user] = parts.length === 2 ? [parts[0]!, parts[1]!] : [undefined, text]
  return [...(domain === undefined ? [] : domainErrors(domain)), ...userErrors(user)]
}

function domainErrors(domain: string): readonly string[] {
  return [
    ...(byteLength(domain) >= maxDomain ? [`runAsUserName's Domain length must be under ${maxDomain} characters`] : []),
    ...(netBios.test(domain) || domainName.test(domain) ? [] : ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]),
  ]
}

function userErrors(user: string): readonly string[] {
  const errors: string[] = []
  if (user === '') errors.push("runAsUserName's User cannot be empty")
  else if (byteLength(user) > maxUser) errors.push(`runAsUserName's User length must not be longer than ${maxUser} characters`)
  if (/^[. ]+$/.test(user)) errors.push("runAsUserName's User cannot contain only periods or spaces")
  if (forbiddenInUser.test(user)) errors.push(`runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`)
  return errors
}

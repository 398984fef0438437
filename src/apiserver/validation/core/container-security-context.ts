import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import type { Rule } from '../row.ts'
import { oneOf } from '../rows.ts'
import { memberOf } from '../value-check.ts'
import { factsOfContainer } from './pod-facts.ts'
import { appArmorProfile, seccompProfile } from './security-profiles.ts'
import { idRows } from './user-id.ts'
import { windowsOptions } from './windows-options.ts'

const profile: readonly GoField[] = [
  ['Type', 'type', 'text'],
  ['LocalhostProfile', 'localhostProfile'],
]

/** core.SecurityContext, as errors show it. */
const shownFields: readonly GoField[] = [
  [
    'Capabilities',
    'capabilities',
    [
      ['Add', 'add'],
      ['Drop', 'drop'],
    ],
  ],
  ['Privileged', 'privileged'],
  ['SELinuxOptions', 'seLinuxOptions', ['User', 'Role', 'Type', 'Level'].map(name => [name, name.toLowerCase(), 'text'] as const)],
  [
    'WindowsOptions',
    'windowsOptions',
    [
      ['GMSACredentialSpecName', 'gmsaCredentialSpecName'],
      ['GMSACredentialSpec', 'gmsaCredentialSpec'],
      ['RunAsUserName', 'runAsUserName'],
      ['HostProcess', 'hostProcess'],
    ],
  ],
  ['RunAsUser', 'runAsUser'],
  ['RunAsGroup', 'runAsGroup'],
  ['RunAsNonRoot', 'runAsNonRoot'],
  ['ReadOnlyRootFilesystem', 'readOnlyRootFilesystem'],
  ['AllowPrivilegeEscalation', 'allowPrivilegeEscalation'],
  ['ProcMount', 'procMount'],
  ['SeccompProfile', 'seccompProfile', profile],
  ['AppArmorProfile', 'appArmorProfile', profile],
]

/** The rights of one container. Mirrors pkg/apis/core/validation/validation.go ValidateSecurityContext, v1.36. */
export const containerSecurityContextRules: readonly Rule[] = [
  ...idRows(['runAsUser', 'runAsGroup']),
  oneOf('procMount', ['Default', 'Unmasked'], 'set'),
  {
    at: 'procMount',
    when: (security, context) => factsOfContainer(security.parent!, context).hostUsers,
    reason: 'FieldValueInvalid',
    since: 30,
    check: ({ text }) => (text === 'Unmasked' ? ['`hostUsers` must be false to use `Unmasked`'] : []),
  },
  seccompProfile,
  { errors: escalationErrors, isSound: escalatesPlainly },
  windowsOptions,
  appArmorProfile,
]

/** Whether nothing contradicts that a process may gain no more rights. */
function escalatesPlainly(security: unknown): boolean {
  if (memberOf(security, 'allowPrivilegeEscalation') !== false) return true
  if (memberOf(security, 'privileged') === true) return false
  const added = memberOf(memberOf(security, 'capabilities'), 'add')
  return !Array.isArray(added) || !added.includes('CAP_SYS_ADMIN')
}

function* escalationErrors(security: Field): Generator<FieldError> {
  if (security.child('allowPrivilegeEscalation').value !== false) return
  const refused = (what: string): FieldError =>
    fieldError(
      'FieldValueInvalid',
      security,
      `cannot set \`allowPrivilegeEscalation\` to false and ${what}`,
      goStruct(security.value, shownFields)
    )
  if (security.child('privileged').value === true) yield refused('`privileged` to true')
  for (const capability of security.at('capabilities.add').items)
    if (capability.text === 'CAP_SYS_ADMIN') yield refused('`capabilities.Add` CAP_SYS_ADMIN')
}

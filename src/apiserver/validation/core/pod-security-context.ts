import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule } from '../row.ts'
import { oneOf } from '../rows.ts'
import { isEmptyValue, memberOf } from '../value-check.ts'
import { appArmorProfile, seccompProfile } from './security-profiles.ts'
import { sysctlsErrors } from './sysctls.ts'
import { idRows } from './user-id.ts'
import { windowsOptions } from './windows-options.ts'

/** The rights of a whole pod. Mirrors pkg/apis/core/validation/validation.go validatePodSpecSecurityContext, v1.36. */
export const podSecurityContextRules: readonly Rule[] = [
  { at: 'securityContext', when: saysSomething, rules: identityRules },
  { of: 'shareProcessNamespace', errors: sharedProcessErrors },
  {
    of: 'securityContext',
    errors: spec => (spec.at('securityContext.sysctls').empty ? [] : sysctlsErrors(spec)),
    isSound: security => isEmptyValue(memberOf(security, 'sysctls')),
  },
  { at: 'securityContext', when: saysSomething, rules: settingsRules },
]

/** The server fills in an empty one where none is written. */
function saysSomething(spec: Field): boolean {
  return !spec.child('securityContext').empty
}

function identityRules(): readonly Rule[] {
  return [...idRows(['fsGroup', 'runAsUser', 'runAsGroup']), { at: 'supplementalGroups', each: 'item', rules: idRows(['']) }]
}

function settingsRules(): readonly Rule[] {
  return [
    oneOf('fsGroupChangePolicy', ['Always', 'OnRootMismatch'], 'set'),
    seccompProfile,
    windowsOptions,
    appArmorProfile,
    { ...oneOf('supplementalGroupsPolicy', ['Merge', 'Strict'], 'set'), gate: 'SupplementalGroupsPolicy' },
    { ...oneOf('seLinuxChangePolicy', ['Recursive'], 'set'), gate: 'SELinuxChangePolicy' },
  ]
}

/** The server prints the field below the security context, where the internal type has it. */
function* sharedProcessErrors(spec: Field): Generator<FieldError> {
  const shared = spec.child('shareProcessNamespace')
  if (shared.value !== true || spec.child('hostPID').value !== true) return
  const printed = shared.printedBelow(spec, '.securityContext.shareProcessNamespace')
  yield fieldError('FieldValueInvalid', printed, 'ShareProcessNamespace and HostPID cannot both be enabled')
}

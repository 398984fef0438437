import { byteLength } from '../../../k8s/names/byte-length.ts'
import { relativePathErrors } from '../../../k8s/names/file-path.ts'
import type { Field } from '../field.ts'
import { goStruct } from '../go-struct.ts'
import type { Rule } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { checkText } from '../value-check.ts'

const types = ['Localhost', 'RuntimeDefault', 'Unconfined']
const maxPath = 4095

/** Which system calls are allowed. Mirrors pkg/apis/core/validation/validation.go validateSeccompProfileField, v1.36. */
const seccompRules: readonly Rule[] = [
  required('type', 'type is required when seccompProfile is set'),
  oneOf('type', types),
  {
    at: 'localhostProfile',
    when: isLocalhost,
    reason: 'FieldValueRequired',
    check: path => (path.absent ? ['must be set when seccomp type is Localhost'] : []),
  },
  { ...formatted('localhostProfile', relativePathErrors, 'set'), when: isLocalhost },
  {
    at: 'localhostProfile',
    when: profile => !isLocalhost(profile),
    reason: 'FieldValueInvalid',
    check: () => ['can only be set when seccomp type is Localhost'],
    shows: path =>
      goStruct(path.parent!.value, [
        ['Type', 'type', 'text'],
        ['LocalhostProfile', 'localhostProfile'],
      ]),
  },
]

/** Mirrors ValidateAppArmorProfileField, v1.36. */
const appArmorRules: readonly Rule[] = [
  {
    at: 'localhostProfile',
    when: isLocalhost,
    reason: 'FieldValueRequired',
    check: path => (path.absent || path.text === '' ? ['must be set when AppArmor type is Localhost'] : []),
  },
  {
    at: 'localhostProfile',
    when: isLocalhost,
    reason: 'FieldValueInvalid',
    check: checkText(text => (text.trim() === text ? [] : ['must not be padded with whitespace'])),
  },
  {
    at: 'localhostProfile',
    when: isLocalhost,
    reason: 'FieldValueTooLong',
    check: checkText(text => (byteLength(text) > maxPath ? [`may not be more than ${maxPath} bytes`] : [])),
  },
  {
    at: 'localhostProfile',
    when: profile => types.includes(profile.child('type').text) && !isLocalhost(profile),
    reason: 'FieldValueInvalid',
    check: () => ['can only be set when AppArmor type is Localhost'],
  },
  required('type', 'type is required when appArmorProfile is set'),
  oneOf('type', types),
]

/** The seccomp profile of a security context. */
export const seccompProfile: Rule = { at: 'seccompProfile', rules: seccompRules }

/** The AppArmor profile of a security context. */
export const appArmorProfile: Rule = { at: 'appArmorProfile', rules: appArmorRules }

function isLocalhost(profile: Field): boolean {
  return profile.child('type').text === 'Localhost'
}

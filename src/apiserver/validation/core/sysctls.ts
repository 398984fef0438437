import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'

const form = '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'
const sysctl = new RegExp(form)
const maxLength = 253

/** The kernel's parameters by the namespace that they belong to. Mirrors component-helpers node/util/sysctl GetNamespace, v1.36. */
const ipcNames = new Set(['kernel.sem'])
const ipcPrefixes = ['kernel.shm', 'kernel.msg', 'fs.mqueue.']
const netPrefix = 'net.'

/** Mirrors pkg/apis/core/validation/validation.go validateSysctls, v1.36. */
export function* sysctlsErrors(spec: Field): Generator<FieldError> {
  const names = new Set<string>()
  for (const item of spec.at('securityContext.sysctls').items) {
    const name = item.child('name')
    if (name.text === '') yield fieldError('FieldValueRequired', name, '')
    else if (name.text.length > maxLength || !sysctl.test(name.text))
      yield fieldError('FieldValueInvalid', name, `must have at most ${maxLength} characters and match regex ${form}`)
    else if (names.has(name.text)) yield fieldError('FieldValueDuplicate', name, '')
    const shared = sharedNamespace(spec, name.text.replaceAll('/', '.'))
    if (shared !== undefined) yield fieldError('FieldValueInvalid', name, `may not be specified when '${shared}' is true`)
    names.add(name.text)
  }
}

/** Mirrors ValidateHostSysctl, v1.36. */
function sharedNamespace(spec: Field, name: string): 'hostNetwork' | 'hostIPC' | undefined {
  if (spec.child('hostNetwork').value === true && name.startsWith(netPrefix)) return 'hostNetwork'
  const ipc = ipcNames.has(name) || ipcPrefixes.some(prefix => name.startsWith(prefix))
  return spec.child('hostIPC').value === true && ipc ? 'hostIPC' : undefined
}

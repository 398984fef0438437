import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'

const specFields = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace']
const podFields = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
]
const containerFields = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
]
/** Plain values and lists in Go: false and empty ones count as left out. */
const plain = new Set(['hostPID', 'hostIPC', 'sysctls'])

/** The system that a pod says it is for, and what does not go with it. Mirrors pkg/apis/core/validation/validation.go validateOS, validateLinux and validateWindows, v1.36. */
export function* podOsErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const os = spec.child('os')
  if (os.absent) return
  const name = os.child('name')
  switch (name.text) {
    case '':
      yield fieldError('FieldValueRequired', name, context.version.minor >= 34 ? '' : 'cannot be empty')
      return
    case 'linux':
      for (const security of securityContexts(spec))
        if (!security.child('windowsOptions').absent)
          yield fieldError('FieldValueForbidden', security.child('windowsOptions'), 'windows options cannot be set for a linux pod')
      return
    case 'windows':
      if (!spec.child('resources').absent && isFeatureOn('PodLevelResources', context.version))
        yield fieldError('FieldValueForbidden', spec.child('resources'), 'may not be set for a windows pod')
      yield* notForWindows(spec, specFields)
      yield* notForWindows(spec.child('securityContext'), podFields)
      for (const security of securityContexts(spec).slice(1)) yield* notForWindows(security, containerFields)
      return
    default:
      yield fieldError('FieldValueNotSupported', name.printedAs(os.name), supportedValues(['linux', 'windows']))
  }
}

function* notForWindows(owner: Field, names: readonly string[]): Generator<FieldError> {
  for (const name of names) {
    const field = owner.child(name)
    if (!(plain.has(name) ? field.empty : field.absent)) yield fieldError('FieldValueForbidden', field, 'cannot be set for a windows pod')
  }
}

/** The pod's own, then those of all its containers. */
function securityContexts(spec: Field): readonly Field[] {
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap(list => spec.child(list).items)
  return [spec, ...containers].map(owner => owner.child('securityContext'))
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import type { Field } from '../field.ts'
import { fieldError, shownName } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { memberOf, textOf } from '../value-check.ts'
import { arePorts, containerPortsErrors } from './container-ports.ts'
import { containerSecurityContextRules } from './container-security-context.ts'
import { envFromErrors, variableRules } from './env.ts'
import { hostPortConflicts, usesHostPorts } from './host-ports.ts'
import { lifecycleErrors } from './lifecycle.ts'
import { probesRules } from './probes.ts'
import { resizePolicyErrors } from './resize-policy.ts'
import { resourceClaimsErrors } from './resource-claims.ts'
import { containerResourceNameErrors } from './resource-name.ts'
import { arePlainResources, resourceRequirementsErrors } from './resource-requirements.ts'
import { hasRestartRules, restartPolicyErrors } from './restart-rules.ts'
import { volumeDevicesErrors } from './volume-devices.ts'
import { volumeMountsErrors } from './volume-mounts.ts'

/** What every container must keep to. Mirrors pkg/apis/core/validation/validation.go validateContainerCommon, v1.36. */
export const containerRules: readonly Rule[] = [
  required('name'),
  formatted('name', dnsLabelErrors),
  required('image'),
  oneOf('terminationMessagePolicy', ['File', 'FallbackToLogsOnError']),
  { at: 'ports', rules: [{ errors: containerPortsErrors, isSound: arePorts }] },
  { at: 'env', each: 'item', rules: variableRules },
  { at: 'envFrom', rules: [{ errors: envFromErrors }] },
  { of: 'volumeMounts', errors: volumeMountsErrors },
  { of: 'volumeDevices', errors: volumeDevicesErrors },
  oneOf('imagePullPolicy', ['Always', 'IfNotPresent', 'Never']),
  {
    at: 'resources',
    rules: [
      { errors: (resources, context) => resourceRequirementsErrors(resources, containerNameErrors, context), isSound: arePlainResources },
    ],
  },
  { at: 'resources.claims', rules: [{ errors: resourceClaimsErrors }] },
  { of: 'resizePolicy', errors: resizePolicyErrors },
  { at: 'securityContext', rules: () => containerSecurityContextRules },
]

/** The containers of a pod. Mirrors validateContainers, v1.36. */
export function containersErrors(spec: Field, context: ValidationContext): readonly FieldError[] {
  const containers = spec.child('containers')
  if (containers.empty) return [fieldError('FieldValueRequired', containers, '')]
  const errors: FieldError[] = []
  const names = new Set<string>()
  for (const container of containers.items) {
    for (const error of errorsOf(container, containerRules, context)) errors.push(error)
    const name = textOf(memberOf(container.value, 'name'))
    if (names.has(name)) errors.push(fieldError('FieldValueDuplicate', container.child('name'), '', name))
    names.add(name)
    if (container.has('lifecycle')) errors.push(...lifecycleErrors(container, context))
    for (const error of errorsOf(container, probesRules, context)) errors.push(error)
    if (container.has('restartPolicy') || container.has('restartPolicyRules')) errors.push(...ownPolicyErrors(container, context))
  }
  if (usesHostPorts(containers.value)) errors.push(...hostPortConflicts(containers))
  return errors
}

function ownPolicyErrors(container: Field, context: ValidationContext): Iterable<FieldError> {
  if (hasRestartRules(context)) return restartPolicyErrors(container, context)
  if (!container.has('restartPolicy')) return []
  return [fieldError('FieldValueForbidden', container.child('restartPolicy'), 'may not be set for non-init containers')]
}

function containerNameErrors(field: Field, { version }: ValidationContext): readonly FieldError[] {
  return containerResourceNameErrors(field.key, version).map(detail =>
    fieldError('FieldValueInvalid', field, detail, shownName(field.key, version))
  )
}

import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { memberOf, textOf } from '../value-check.ts'
import { containerRules } from './container.ts'
import { initHostPortConflicts, wantsHostPort } from './host-ports.ts'
import { lifecycleErrors } from './lifecycle.ts'
import { probesRules } from './probes.ts'
import { hasRestartRules, restartPolicyErrors } from './restart-rules.ts'

/** The first minor in which a sidecar may have rules for its restarts. */
const sidecarRulesSince = 36
const sidecarRulesWords = 'restartPolicyRules are not allowed for init containers with restart policy Always'
/** The first minor that looks how containers that are no sidecars are resized. */
const resizeWordsSince = 36
const sidecarOnly = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']

/** The containers that run before the others, or beside them. Mirrors pkg/apis/core/validation/validation.go validateInitContainers, v1.36. */
export function initContainersErrors(spec: Field, context: ValidationContext): readonly FieldError[] {
  const errors: FieldError[] = []
  const names = new Set(spec.child('containers').items.map(container => textOf(memberOf(container.value, 'name'))))
  const containers = spec.child('initContainers')
  for (const container of containers.items) {
    errors.push(...errorsOf(container, containerRules, context))
    const isSidecar = memberOf(container.value, 'restartPolicy') === 'Always'
    errors.push(...ownRestartErrors(container, isSidecar, context))
    const name = textOf(memberOf(container.value, 'name'))
    if (names.has(name)) errors.push(fieldError('FieldValueDuplicate', container.child('name'), '', name))
    else if (name !== '') names.add(name)
    if (wantsHostPort(container.value)) errors.push(...initHostPortConflicts(containers, container))
    if (isSidecar) errors.push(...lifecycleErrors(container, context), ...errorsOf(container, probesRules, context))
    else
      for (const key of sidecarOnly)
        if (container.has(key))
          errors.push(
            fieldError('FieldValueForbidden', container.child(key), 'may not be set for init containers without restartPolicy=Always')
          )
    if (!isSidecar && context.version.minor >= resizeWordsSince) errors.push(...restartingResizes(container))
  }
  return errors
}

/** A container that has ended is not restarted to be resized. */
function restartingResizes(container: Field): readonly FieldError[] {
  return container
    .child('resizePolicy')
    .items.map(policy => policy.child('restartPolicy'))
    .filter(({ text }) => text === 'RestartContainer')
    .map(policy => fieldError('FieldValueInvalid', policy, "must not be set to 'RestartContainer' for non-sidecar initContainers"))
}

function* ownRestartErrors(container: Field, isSidecar: boolean, context: ValidationContext): Generator<FieldError> {
  if (!container.has('restartPolicy') && !container.has('restartPolicyRules')) return
  const policy = container.child('restartPolicy')
  if (!hasRestartRules(context)) {
    if (!policy.absent && !isSidecar) yield fieldError('FieldValueNotSupported', policy, supportedValues(['Always']))
    return
  }
  const rules = container.child('restartPolicyRules')
  if (isSidecar && context.version.minor < sidecarRulesSince) {
    if (rules.items.length > 0) yield fieldError('FieldValueForbidden', rules, sidecarRulesWords)
    return
  }
  if (!policy.absent || rules.items.length === 0) yield* restartPolicyErrors(container, context)
  else yield fieldError('FieldValueRequired', policy, 'must specify restartPolicy when restart rules are used')
}

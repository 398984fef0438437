import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { containerRules } from './container.ts'
import { initHostPortConflicts } from './host-ports.ts'
import { lifecycleErrors } from './lifecycle.ts'
import { probesRules } from './probes.ts'
import { hasRestartRules, restartPolicyErrors } from './restart-rules.ts'

/** The first minor in which a sidecar may have rules for its restarts. */
const sidecarRulesSince = 36
const sidecarRulesWords = 'restartPolicyRules are not allowed for init containers with restart policy Always'
const sidecarOnly = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']

/** The containers that run before the others, or beside them. Mirrors pkg/apis/core/validation/validation.go validateInitContainers, v1.36. */
export function* initContainersErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const names = new Set(spec.child('containers').items.map(container => container.child('name').text))
  const containers = spec.child('initContainers')
  for (const container of containers.items) {
    yield* errorsOf(container, containerRules, context)
    const isSidecar = container.child('restartPolicy').text === 'Always'
    yield* ownRestartErrors(container, isSidecar, context)
    const name = container.child('name')
    if (names.has(name.text)) yield fieldError('FieldValueDuplicate', name, '', name.text)
    else if (name.text !== '') names.add(name.text)
    yield* initHostPortConflicts(containers, container)
    if (isSidecar) {
      yield* lifecycleErrors(container, context)
      yield* errorsOf(container, probesRules, context)
    } else
      for (const key of sidecarOnly)
        if (!container.child(key).absent)
          yield fieldError('FieldValueForbidden', container.child(key), 'may not be set for init containers without restartPolicy=Always')
  }
}

function* ownRestartErrors(container: Field, isSidecar: boolean, context: ValidationContext): Generator<FieldError> {
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

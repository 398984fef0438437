import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { factsOfContainer } from './pod-facts.ts'
import { handlerErrors } from './probes.ts'
import { linuxSignals, windowsSignals } from './stop-signals.ts'

/** What is run after the start and before the end of a container. Mirrors pkg/apis/core/validation/validation.go validateLifecycle, v1.36. */
export function* lifecycleErrors(container: Field, context: ValidationContext): Generator<FieldError> {
  const lifecycle = container.child('lifecycle')
  if (lifecycle.absent) return
  const { gracePeriod } = factsOfContainer(container, context)
  for (const key of ['postStart', 'preStop']) {
    const handler = lifecycle.child(key)
    if (!handler.absent) yield* handlerErrors(handler, context, action => sleepErrors(action, gracePeriod, context))
  }
  yield* stopSignalErrors(container, lifecycle.child('stopSignal'), context)
}

/** Mirrors validateSleepAction, v1.36. */
function* sleepErrors(action: Field, gracePeriod: number | undefined, { version }: ValidationContext): Generator<FieldError> {
  if (gracePeriod === undefined) return
  const seconds = Number(action.child('seconds').value ?? 0)
  const zeroAllowed = isFeatureOn('PodLifecycleSleepActionAllowZero', version)
  if (seconds <= gracePeriod && (seconds > 0 || (zeroAllowed && seconds === 0))) return
  const bound = `less than terminationGracePeriodSeconds (${gracePeriod})`
  const hint = version.minor >= 32 ? '. Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.' : ''
  const detail = zeroAllowed ? `must be non-negative and ${bound}` : `must be greater than 0 and ${bound}${hint}`
  yield fieldError('FieldValueInvalid', action, detail, seconds)
}

/** Mirrors validateStopSignal, v1.36. */
function* stopSignalErrors(container: Field, signal: Field, { version }: ValidationContext): Generator<FieldError> {
  if (signal.absent || !isFeatureOn('ContainerStopSignals', version)) return
  const os = container.parent!.parent!.at('os.name').text
  if (os === '') {
    yield fieldError('FieldValueForbidden', signal, 'may not be set for containers with empty `spec.os.name`')
    return
  }
  const supported = os === 'windows' ? windowsSignals : linuxSignals
  if (!supported.includes(signal.text)) yield fieldError('FieldValueNotSupported', signal, supportedValues(supported))
}

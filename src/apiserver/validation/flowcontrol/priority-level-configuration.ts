import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden, invalid, notSupported, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { struct } from '../struct.ts'
import { sorted } from './flow-schema.ts'

const exempt = 'exempt'
const preserveZero = 'flowcontrol.k8s.io/preserve-zero-concurrency-shares'
const mostQueues = 10_000_000
const maxHashBits = 60
const declarativeSince = 36
/** Mirrors apiserver pkg/apis/flowcontrol/bootstrap/default.go MandatoryPriorityLevelConfigurations, v1.36. */
const mandatory: ReadonlyMap<string, string> = new Map([
  ['catch-all', '{"limited":{"lendablePercent":0,"limitResponse":{"type":"Reject"},"nominalConcurrencyShares":5},"type":"Limited"}'],
])

/** Mirrors pkg/apis/flowcontrol/validation/validation.go ValidatePriorityLevelConfiguration, v1.36. */
export const priorityLevelRules: readonly Rule[] = [
  { errors: annotationErrors, since: 30 },
  struct('spec', [{ errors: specErrors }]),
  { errors: mandatoryErrors },
]

function* annotationErrors(level: Field): Generator<FieldError> {
  const annotations = level.at('metadata.annotations')
  if (annotations.keys.includes(preserveZero)) yield forbidden(annotations, `annotation '${preserveZero}' is forbidden`)
}

function exemptWords({ version }: ValidationContext): string {
  return version.minor >= 34
    ? "must be 'Exempt' if and only if `name` is 'exempt'"
    : "type must be 'Exempt' if and only if name is 'exempt'"
}

function* specErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const type = spec.child('type')
  const isExempt = spec.parent?.at('metadata.name').text === exempt
  if (isExempt !== (type.text === 'Exempt')) yield invalid(type, exemptWords(context), type.text)
  const limited = spec.child('limited')
  switch (type.text) {
    case 'Exempt':
      if (!limited.absent) yield forbidden(limited, 'must be nil if the type is not Limited')
      if (!spec.child('exempt').absent) yield* shareErrors(spec.child('exempt'))
      return
    case 'Limited':
      if (!spec.child('exempt').absent) yield forbidden(spec.child('exempt'), 'must be nil if the type is Limited')
      if (limited.absent) yield required(limited, 'must not be empty when type is Limited')
      else yield* limitedErrors(limited, context)
      return
    default:
      yield* unknownType(type, ['Exempt', 'Limited'], context)
  }
}

/** A missing type is called missing only since validation is declared with the type. */
function* unknownType(type: Field, values: readonly string[], { version }: ValidationContext): Generator<FieldError> {
  yield type.text === '' && version.minor >= declarativeSince ? required(type) : notSupported(type, values, type.text)
}

function* shareErrors(level: Field, withPercent = true): Generator<FieldError> {
  const shares = level.child('nominalConcurrencyShares')
  if (numberOf(shares) < 0) yield invalid(shares, 'must be a non-negative integer')
  if (withPercent) yield* percentErrors(level)
}

function* percentErrors(level: Field): Generator<FieldError> {
  const percent = level.child('lendablePercent')
  if (numberOf(percent) < 0 || numberOf(percent) > 100) yield invalid(percent, 'must be between 0 and 100, inclusive')
}

/** Mirrors ValidateLimitedPriorityLevelConfiguration. */
function* limitedErrors(limited: Field, context: ValidationContext): Generator<FieldError> {
  yield* shareErrors(limited, false)
  yield* responseErrors(limited.child('limitResponse'), context)
  yield* percentErrors(limited)
  const borrowing = limited.child('borrowingLimitPercent')
  if (numberOf(borrowing) < 0) yield invalid(borrowing, 'if specified, must be a non-negative integer')
}

function* responseErrors(response: Field, context: ValidationContext): Generator<FieldError> {
  const type = response.child('type')
  const queuing = response.child('queuing')
  if (type.text === 'Reject') {
    if (!queuing.absent) yield forbidden(queuing, 'must be nil if limited.limitResponse.type is not Limited')
  } else if (type.text === 'Queue') {
    if (queuing.absent) yield required(queuing, 'must not be empty if limited.limitResponse.type is Limited')
    else yield* queuingErrors(queuing)
  } else yield* unknownType(type, ['Queue', 'Reject'], context)
}

/** Mirrors ValidatePriorityLevelQueuingConfiguration. */
function* queuingErrors(queuing: Field): Generator<FieldError> {
  const limit = queuing.child('queueLengthLimit')
  const queues = queuing.child('queues')
  const hand = queuing.child('handSize')
  const [deckSize, handSize] = [numberOf(queues), numberOf(hand)]
  if (numberOf(limit) <= 0) yield invalid(limit, 'must be positive')
  if (deckSize <= 0) yield invalid(queues, 'must be positive')
  else if (deckSize > mostQueues) yield invalid(queues, `must not be greater than ${mostQueues}`)
  if (handSize <= 0) yield invalid(hand, 'must be positive')
  else if (handSize > deckSize) yield invalid(hand, `should not be greater than queues (${deckSize})`)
  else if (entropyBits(deckSize, handSize) > maxHashBits)
    yield invalid(hand, `required entropy bits of deckSize ${deckSize} and handSize ${handSize} should not be greater than ${maxHashBits}`)
}

/** The bits that dealing a hand takes. Mirrors apiserver pkg/util/shufflesharding RequiredEntropyBits, v1.36. */
function entropyBits(deckSize: number, handSize: number): number {
  return Math.ceil(Math.log2(deckSize) * handSize)
}

function* mandatoryErrors(level: Field): Generator<FieldError> {
  const { text } = level.at('metadata.name')
  const wanted = mandatory.get(text)
  const spec = level.child('spec')
  if (wanted !== undefined && sorted(spec.value) !== wanted) yield invalid(spec, `spec of '${text}' must equal the fixed value`)
}

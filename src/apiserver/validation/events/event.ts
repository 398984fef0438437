import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { invalid, invalidAll, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'

const nameLimit = 128
const noteLimit = 1024

/** An Event of group "" says some things by other names than one of events.k8s.io. The server prints the names of the former. */
interface Names {
  readonly about: string
  readonly controller: string
  readonly note: string
  /** What the controller is printed as. */
  readonly printedController: string
}

const coreNames: Names = {
  about: 'involvedObject',
  controller: 'reportingComponent',
  note: 'message',
  printedController: 'reportingComponent',
}
const eventsNames: Names = {
  about: 'regarding',
  controller: 'reportingController',
  note: 'note',
  printedController: 'reportingController',
}

/** Events of the core group. Mirrors pkg/apis/core/validation/events.go legacyValidateEvent, v1.36. */
export const coreEventRules: readonly Rule[] = [{ errors: (event, context) => legacyErrors(event, coreNames, context) }]

/** What came before the metadata of an Event of events.k8s.io. */
export const eventRules: readonly Rule[] = [
  { errors: (event, context) => legacyErrors(event, eventsNames, context) },
  { errors: strictErrors },
]

function* legacyErrors(event: Field, names: Names, context: ValidationContext): Generator<FieldError> {
  const namespace = event.at('metadata.namespace')
  const about = event.child(names.about).child('namespace').printedAs('involvedObject.namespace')
  const hasTime = event.child('eventTime').text !== ''
  const fits = hasTime
    ? about.text !== '' || namespace.text === 'default' || namespace.text === 'kube-system'
    : about.text === ''
      ? namespace.text === '' || namespace.text === 'default'
      : namespace.text === about.text
  if (!fits) yield invalid(about, 'does not match event.namespace', about.text)
  if (hasTime) yield* newEventErrors(event, names, context)
  yield* invalidAll(namespace.printedAs('namespace'), dnsSubdomainErrors(namespace.text), namespace.text)
}

function* newEventErrors(event: Field, names: Names, { version }: ValidationContext): Generator<FieldError> {
  const controller = event.child(names.controller, names.printedController)
  if (controller.text === '') yield required(controller)
  yield* invalidAll(controller, qualifiedNameErrors(controller.text, version), controller.text)
  for (const name of ['reportingInstance', 'action', 'reason']) {
    const field = event.child(name)
    if (field.text === '') yield required(field)
    yield* lengthErrors(field, nameLimit)
  }
  yield* lengthErrors(event.child(names.note, 'message'), noteLimit)
}

function* lengthErrors(field: Field, limit: number): Generator<FieldError> {
  if (byteLength(field.text) > limit) yield invalid(field, `can have at most ${limit} characters`, '')
}

/** Mirrors ValidateEventCreate for events.k8s.io/v1. */
function* strictErrors(event: Field): Generator<FieldError> {
  const series = event.child('series')
  if (!series.absent) {
    const count = series.child('count')
    if (numberOf(count) < 2) yield invalid(count, 'should be at least 2', '')
    if (series.child('lastObservedTime').text === '') yield required(series.child('lastObservedTime'))
  }
  if (event.child('eventTime').text === '') yield required(event.child('eventTime'))
  const type = event.child('type')
  if (type.text !== 'Normal' && type.text !== 'Warning') yield invalid(type, `has invalid value: ${type.text}`, '')
  for (const [name, printed] of [
    ['deprecatedFirstTimestamp', 'firstTimestamp'],
    ['deprecatedLastTimestamp', 'lastTimestamp'],
    ['deprecatedCount', 'count'],
  ] as const)
    if (!event.child(name).empty) yield invalid(event.child(name, printed), 'needs to be unset', '')
  const source = event.child('deprecatedSource', 'source')
  if (source.child('component').text !== '' || source.child('host').text !== '') yield invalid(source, 'needs to be unset', '')
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { type GoField, goStruct } from '../../validation/go-struct.ts'
import { immutable } from '../immutable.ts'
import type { UpdateStrategy } from '../strategy.ts'
import type { Update, UpdateErrors } from '../update.ts'

const reference: readonly GoField[] = [
  ['Kind', 'kind', 'text'],
  ['Namespace', 'namespace', 'text'],
  ['Name', 'name', 'text'],
  ['UID', 'uid', 'text'],
  ['APIVersion', 'apiVersion', 'text'],
  ['ResourceVersion', 'resourceVersion', 'text'],
  ['FieldPath', 'fieldPath', 'text'],
]
const source: readonly GoField[] = [
  ['Component', 'component', 'text'],
  ['Host', 'host', 'text'],
]
const createWords = /: needs to be unset$|: should be at least 2$|: has invalid value: /
const shownReference = (value: unknown): unknown => (value === undefined || value === null ? null : goStruct(value, reference))

/** What an Event of the newer API may not change; the errors name the fields of the older one. Mirrors pkg/apis/core/validation/events.go ValidateEventUpdate, v1.36. */
const kept: readonly UpdateErrors[] = [
  immutable('regarding', { printedAs: 'involvedObject', zero: {}, shows: shownReference }),
  immutable('reason', { zero: '' }),
  immutable('note', { printedAs: 'message', zero: '' }),
  immutable('deprecatedSource', { printedAs: 'source', zero: {}, shows: value => goStruct(value, source) }),
  immutable('deprecatedFirstTimestamp', { printedAs: 'firstTimestamp' }),
  immutable('deprecatedLastTimestamp', { printedAs: 'lastTimestamp' }),
  immutable('deprecatedCount', { printedAs: 'count', zero: 0 }),
  immutable('reason', { zero: '' }),
  immutable('type', { zero: '' }),
  immutable('eventTime'),
  immutable('action', { zero: '' }),
  immutable('related', { shows: shownReference }),
  immutable('reportingController', { zero: '' }),
  immutable('reportingInstance', { zero: '' }),
]

/** Of an Event of the core group only what a create looks at. */
export const coreEvent: UpdateStrategy = { warns: 'never', checks: ['rules'] }

/** An Event of `events.k8s.io`. */
export const event: UpdateStrategy = { warns: 'never', checks: ['rules', 'metadata-update', keptErrors], tolerates: isOfCreate }

/** Only an Event that is created must be written as today. Mirrors ValidateEventCreate. */
function isOfCreate({ reason, field, message }: FieldError, update: Update): boolean {
  if (field.startsWith('series.') && update.changed('series')) return false
  if (reason === 'FieldValueRequired') return field === 'eventTime' || field === 'series.lastObservedTime'
  return createWords.test(message)
}

function* keptErrors(update: Update): Generator<FieldError> {
  for (const errors of kept) yield* errors(update)
}

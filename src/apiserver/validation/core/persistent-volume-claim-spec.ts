import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { quantitySign } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { Field } from '../field.ts'
import { elsewhere, fieldError, GoValue } from '../field-errors.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule } from '../row.ts'
import { formatted, oneOf, required, supportedValues } from '../rows.ts'
import { quantityOf } from './resource-requirements.ts'

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
const oncePod = 'ReadWriteOncePod'

/** What a claim is filled with. Mirrors pkg/apis/core/validation/validation.go validateDataSource, v1.36. */
const dataSourceRules: readonly Rule[] = [
  required('name'),
  required('kind'),
  {
    at: '',
    when: source => source.child('apiGroup').text === '' && source.child('kind').text !== 'PersistentVolumeClaim',
    reason: 'FieldValueInvalid',
    check: () => ["must be 'PersistentVolumeClaim' when referencing the default apiGroup"],
    shows: source => source.child('kind').text,
  },
  formatted('apiGroup', dnsSubdomainErrors),
]

/** Mirrors ValidatePersistentVolumeClaimSpec, v1.36. */
export const claimSpecRules: readonly Rule[] = [
  required('accessModes', 'at least 1 access mode is required'),
  labelSelector('selector'),
  { errors: accessModeErrors },
  { errors: storageErrors },
  formatted('storageClassName', dnsSubdomainErrors),
  oneOf('volumeMode', ['Block', 'Filesystem'], 'set'),
  { at: 'dataSource', rules: dataSourceRules },
  { at: 'dataSourceRef', rules: [...dataSourceRules, formatted('namespace', dnsLabelErrors)] },
  { errors: dataSourceConflict },
  { ...formatted('volumeAttributesClassName', dnsSubdomainErrors), gate: 'VolumeAttributesClass' },
]

/** Modes that the server knows, of which one does not go with others. */
export function* accessModeErrors(spec: Field): Generator<FieldError> {
  const modes = spec.child('accessModes')
  for (const mode of modes.items)
    if (!accessModes.includes(mode.text))
      yield fieldError('FieldValueNotSupported', mode.printedAs(modes.name), supportedValues(accessModes), mode.text)
  const texts = modes.items.map(({ text }) => text)
  if (texts.includes(oncePod) && texts.some(text => text !== oncePod && accessModes.includes(text)))
    yield fieldError('FieldValueForbidden', modes, `may not use ${oncePod} with other access modes`)
}

function* storageErrors(spec: Field): Generator<FieldError> {
  const storage = spec.at('resources.requests').entry('storage')
  const printed = storage.printedBelow(spec, '.resources[storage]')
  if (storage.absent) yield fieldError('FieldValueRequired', printed, '')
  const quantity = quantityOf(storage)
  if (quantity !== undefined && quantitySign(quantity) <= 0)
    yield fieldError('FieldValueInvalid', printed, 'must be greater than zero', formatQuantity(quantity))
}

function* dataSourceConflict(spec: Field): Generator<FieldError> {
  const source = spec.child('dataSource')
  const reference = spec.child('dataSourceRef')
  if (source.absent || reference.absent) return
  const same = ['apiGroup', 'kind', 'name'].every(key => source.child(key).value === reference.child(key).value)
  const detail =
    reference.child('namespace').text !== ''
      ? 'may not be specified when dataSourceRef.namespace is specified'
      : same
        ? undefined
        : 'must match dataSourceRef'
  if (detail !== undefined)
    yield elsewhere(
      fieldError(
        'FieldValueInvalid',
        spec,
        detail,
        new GoValue({}, 'field.Path{name:"dataSource", index:"", parent:(*field.Path)(0xc000000000)}')
      ),
      source.path
    )
}

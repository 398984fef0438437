import type { FieldError } from '../../../k8s/field-error.ts'
import { cidrContains, cidrErrors, parseCidr } from '../../../k8s/names/cidr.ts'
import { invalid, invalidAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

/** The first minor whose words for a wrong network are those of all kinds. */
const commonWordsSince = 30

/** A range of addresses and what is left out of it. Mirrors pkg/apis/networking/validation/validation.go ValidateIPBlock, v1.36. */
export function* ipBlockErrors(block: Field, context: ValidationContext): Generator<FieldError> {
  const range = block.child('cidr')
  if (range.text === '') {
    yield required(range)
    return
  }
  yield* networkErrors(range, context)
  const network = parseCidr(range.text)
  if (network === undefined) return
  for (const except of block.child('except').items) {
    yield* networkErrors(except, context)
    const part = parseCidr(except.text)
    if (part !== undefined && (!cidrContains(network, part.network) || network.prefixLength >= part.prefixLength))
      yield invalid(except, 'must be a strict subset of `cidr`')
  }
}

function networkErrors(field: Field, { version }: ValidationContext): readonly FieldError[] {
  const errors = cidrErrors(field.text, version)
  return invalidAll(field, version.minor < commonWordsSince ? errors.map(() => 'not a valid CIDR') : errors, field.text)
}

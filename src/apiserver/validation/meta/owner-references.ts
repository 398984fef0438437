import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'

/** The owners of an object; the server prints no index. Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateOwnerReferences, v1.36. */
export function* ownerReferencesErrors(references: Field, { version }: ValidationContext): Generator<FieldError> {
  let controller: string | undefined
  for (const reference of references.items) {
    yield* ownerReferenceErrors(reference, references.name, version.minor)
    if (reference.child('controller').value !== true) continue
    const name = `${reference.child('kind').text}/${reference.child('name').text}`
    if (controller === undefined) controller = name
    else {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`
      yield fieldError('FieldValueInvalid', reference.printedAs(references.name), detail, references.items.map(shown))
    }
  }
}

function* ownerReferenceErrors(reference: Field, name: string, minor: number): Generator<FieldError> {
  const invalid = (key: string, detail: string): FieldError => {
    const member = reference.child(key)
    return fieldError('FieldValueInvalid', member.printedAs(`${name}.${key}`), detail, member.text)
  }
  const apiVersion = reference.child('apiVersion').text
  if (versionOf(apiVersion) === '') yield invalid('apiVersion', 'version must not be empty')
  for (const key of ['kind', 'name', 'uid'])
    if (reference.child(key).text === '') yield invalid(key, minor >= 34 ? 'must not be empty' : `${key} must not be empty`)
  if (apiVersion === 'v1' && reference.child('kind').text === 'Event')
    yield fieldError('FieldValueInvalid', reference.printedAs(name), '/v1, Kind=Event is disallowed from being an owner', shown(reference))
}

/** The version of `group/version`; a text with more parts has none. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/')
  return parts.length > 2 ? '' : parts.at(-1)!
}

function shown(reference: Field): Readonly<Record<string, unknown>> {
  const text = (key: string): string => reference.child(key).text
  const flags = ['controller', 'blockOwnerDeletion'].filter(key => !reference.child(key).absent)
  return {
    apiVersion: text('apiVersion'),
    kind: text('kind'),
    name: text('name'),
    uid: text('uid'),
    ...Object.fromEntries(flags.map(key => [key, reference.child(key).value])),
  }
}

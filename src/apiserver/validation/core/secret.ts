import { base64Bytes, base64Length } from '../../../k8s/base64.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { configKeyErrors } from '../../../k8s/names/config-key.ts'
import { invalid, invalidAll, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { maxDataSize } from './config-map.ts'
import { goJsonObjectError } from './go-json-error.ts'

const accountName = 'kubernetes.io/service-account.name'

/** What a Secret must hold, by its type. */
const typeErrors: ReadonlyMap<string, (secret: Field) => Iterable<FieldError>> = new Map([
  ['kubernetes.io/service-account-token', accountErrors],
  ['kubernetes.io/dockercfg', (secret: Field) => jsonErrors(secret, '.dockercfg')],
  ['kubernetes.io/dockerconfigjson', (secret: Field) => jsonErrors(secret, '.dockerconfigjson')],
  ['kubernetes.io/basic-auth', basicAuthErrors],
  ['kubernetes.io/ssh-auth', sshErrors],
  ['kubernetes.io/tls', tlsErrors],
])

/** Mirrors pkg/apis/core/validation/validation.go ValidateSecret, v1.36. */
export const secretRules: readonly Rule[] = [
  { errors: dataErrors },
  { errors: secret => typeErrors.get(secret.child('type').text)?.(secret) ?? [] },
]

function* dataErrors(secret: Field): Generator<FieldError> {
  const data = secret.child('data')
  let size = 0
  for (const entry of data.entries) {
    yield* invalidAll(entry, configKeyErrors(entry.key), entry.key)
    size += base64Length(entry.text)
  }
  if (size > maxDataSize) yield tooLong(data, maxDataSize)
}

function* accountErrors(secret: Field): Generator<FieldError> {
  const annotation = secret.at('metadata.annotations').entry(accountName)
  if (annotation.text === '') yield required(annotation)
}

function* jsonErrors(secret: Field, key: string): Generator<FieldError> {
  const entry = secret.child('data').entry(key)
  if (!has(secret, key)) yield required(entry)
  else {
    const detail = goJsonObjectError(base64Bytes(entry.text))
    if (detail !== undefined) yield invalid(entry, detail, '<secret contents redacted>')
  }
}

function* basicAuthErrors(secret: Field): Generator<FieldError> {
  const keys = ['username', 'password']
  if (!keys.some(key => has(secret, key))) for (const key of keys) yield required(secret.child('data').entry(key))
}

function* sshErrors(secret: Field): Generator<FieldError> {
  const entry = secret.child('data').entry('ssh-privatekey')
  if (entry.text === '') yield required(entry)
}

function* tlsErrors(secret: Field): Generator<FieldError> {
  for (const key of ['tls.crt', 'tls.key']) if (!has(secret, key)) yield required(secret.child('data').entry(key))
}

function has(secret: Field, key: string): boolean {
  return secret.child('data').keys.includes(key)
}

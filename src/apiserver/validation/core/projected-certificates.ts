import type { FieldError } from '../../../k8s/field-error.ts'
import { clusterTrustBundleName } from '../../../k8s/names/cluster-trust-bundle-name.ts'
import { localPathErrors } from '../../../k8s/names/file-path.ts'
import { signerNameErrors } from '../../../k8s/names/signer-name.ts'
import { malformedAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { labelSelectorRules } from '../meta/label-selector.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'
import { errorsOf } from '../validate.ts'

const keyTypes = ['ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519', 'RSA3072', 'RSA4096']
const pathKeys = ['credentialBundlePath', 'keyPath', 'certificateChainPath']
const minSeconds = 3600
const maxSeconds = 91 * 86_400
const maxKubernetesSeconds = 86_400

/** The bundle of a signer, or of a name. Mirrors pkg/apis/core/validation/validation.go validateProjectionSources, v1.36. */
export function* clusterTrustBundleErrors(bundle: Field, context: ValidationContext): Generator<FieldError> {
  const name = bundle.child('name')
  const signer = bundle.child('signerName')
  const selector = bundle.child('labelSelector')
  if (!name.absent && !signer.absent) {
    yield fieldError('FieldValueInvalid', bundle, 'only one of name and signerName may be used')
  } else if (!name.absent) {
    if (name.text === '') yield fieldError('FieldValueRequired', name, 'must be a valid object name')
    for (const detail of clusterTrustBundleName(signerOf(name.text))(name.text, false))
      yield fieldError('FieldValueInvalid', name, `not a valid clustertrustbundlename: ${detail}`, name.text)
    if (!selector.absent) yield fieldError('FieldValueInvalid', selector, 'labelSelector must be unset if name is specified')
  } else if (!signer.absent) {
    if (signer.text === '') yield fieldError('FieldValueRequired', signer, 'must be a valid signer name')
    yield* malformedAll(signer, signerNameErrors(signer.text))
    yield* errorsOf(selector, labelSelectorRules, context)
  } else yield fieldError('FieldValueRequired', bundle, 'either name or signerName must be specified')
  const path = bundlePath(bundle)
  if (path.text === '') yield fieldError('FieldValueRequired', path, '')
  for (const detail of localPathErrors(path.text)) yield fieldError('FieldValueInvalid', path, detail, path.text)
}

/** Where the bundle is put. */
export function bundlePath(bundle: Field): Field {
  return bundle.child('path')
}

/** A certificate of the pod. Mirrors the same, v1.36. */
export function* podCertificateErrors(certificate: Field): Generator<FieldError> {
  const signer = certificate.child('signerName')
  yield* malformedAll(signer, signerNameErrors(signer.text))
  const keyType = certificate.child('keyType')
  if (!keyTypes.includes(keyType.text)) yield fieldError('FieldValueNotSupported', keyType, supportedValues(keyTypes), keyType.text)
  const expiration = certificate.child('maxExpirationSeconds')
  if (!expiration.absent) {
    const seconds = Number(expiration.value)
    const max = signer.text.startsWith('kubernetes.io/') ? maxKubernetesSeconds : maxSeconds
    if (seconds < minSeconds)
      yield fieldError('FieldValueInvalid', expiration, `if provided, maxExpirationSeconds must be >= ${minSeconds}`)
    if (seconds > max) yield fieldError('FieldValueInvalid', expiration, `if provided, maxExpirationSeconds must be <= ${max}`)
  }
  const paths = certificatePaths(certificate)
  for (const path of paths) for (const detail of localPathErrors(path.text)) yield fieldError('FieldValueInvalid', path, detail, path.text)
  if (paths.every(({ text }) => text === ''))
    yield fieldError('FieldValueRequired', certificate, 'specify at least one of credentialBundlePath, keyPath, and certificateChainPath')
}

/** Where the certificate, its key and its chain are put. */
export function certificatePaths(certificate: Field): readonly Field[] {
  return pathKeys.map(key => certificate.child(key))
}

/** The signer that the name of a bundle begins with: `example.com:signer:…`. */
function signerOf(name: string): string {
  const last = name.lastIndexOf(':')
  return last === -1 ? '' : name.slice(0, last).replaceAll(':', '/')
}

import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { required } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { downwardFileErrors } from './downward-api-file.ts'
import { keyToPathRules } from './key-to-path.ts'
import { bundlePath, certificatePaths, clusterTrustBundleErrors, podCertificateErrors } from './projected-certificates.ts'
import { tokenErrors } from './projected-token.ts'

const nameRules: readonly Rule[] = [required('name')]
const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'] as const

/** The sources of a projected volume. Mirrors pkg/apis/core/validation/validation.go validateProjectionSources, v1.36. */
export function* projectedErrors(projected: Field, context: ValidationContext): Generator<FieldError> {
  const paths = new Set<string>()
  for (const source of projected.child('sources').items) {
    let found = 0
    for (const kind of kinds) {
      if (!source.has(kind)) continue
      found += 1
      yield* projectionErrors(kind, source.child(kind), projected, context, paths)
    }
    if (found > 1)
      yield fieldError(
        'FieldValueForbidden',
        source,
        `may not specify more than 1 volume type${context.version.minor >= 31 ? ' per source' : ''}`
      )
  }
}

function* projectionErrors(
  kind: (typeof kinds)[number],
  projection: Field,
  projected: Field,
  context: ValidationContext,
  paths: Set<string>
): Generator<FieldError> {
  const taken = function* (path: Field, shown: string): Generator<FieldError> {
    if (path.text === '') return
    if (paths.has(path.text)) yield fieldError('FieldValueInvalid', path.printedAs(projected.name), 'conflicting duplicate paths', shown)
    else paths.add(path.text)
  }
  const items = projection.child('items').items
  switch (kind) {
    case 'secret':
    case 'configMap':
      yield* errorsOf(projection, nameRules, context)
      for (const item of items) {
        yield* errorsOf(item, keyToPathRules, context)
        yield* taken(item.child('path'), projection.child('name').text)
      }
      return
    case 'downwardAPI':
      for (const item of items) {
        yield* downwardFileErrors(item, projection, context)
        yield* taken(item.child('path'), item.child('path').text)
      }
      return
    case 'serviceAccountToken':
      yield* tokenErrors(projection, projected, context)
      return
    case 'clusterTrustBundle':
      yield* clusterTrustBundleErrors(projection, context)
      yield* taken(bundlePath(projection), bundlePath(projection).text)
      return
    case 'podCertificate':
      yield* podCertificateErrors(projection)
      for (const path of certificatePaths(projection)) yield* taken(path, path.text)
  }
}

import { goQuote } from '../../../k8s/go-quote.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { placesOf } from '../../validation/apiextensions/hoisted.ts'
import { conditionsOf, partsOf } from '../../validation/apiextensions/structural-schema.ts'
import { Field } from '../../validation/field.ts'

const since = 34
/** Until then only formats of strings were looked at. */
const otherTypesSince = 36
const stringFormats = new Set(
  'bsonobjectid uri email hostname ipv4 ipv6 cidr mac uuid uuid3 uuid4 uuid5 isbn isbn10 isbn13 creditcard ssn hexcolor rgbcolor byte password date duration datetime'.split(
    ' '
  )
)
const namesSince = 34
const nameFormats = new Set(['k8sshortname', 'k8slongname'])

/** Formats that nobody checks. Mirrors apiextensions-apiserver pkg/registry/customresourcedefinition/strategy.go getUnrecognizedFormatsInCRD, v1.36. */
export function customResourceDefinitionWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  if (!isAtLeast(version, since)) return []
  const warnings: ServerWarning[] = []
  for (const { field } of placesOf(Field.root(object).child('spec'), 'schema')) {
    const tasks = [field.child('openAPIV3Schema')]
    for (let schema = tasks.pop(); schema !== undefined; schema = tasks.pop()) {
      const format = schema.child('format')
      if (format.text !== '' && !isRecognized(schema.child('type').text, format.text, version))
        warnings.push({ message: `unrecognized format ${goQuote(format.text)}`, path: format.path })
      tasks.push(...partsOf(schema), ...conditionsOf(schema))
    }
  }
  return warnings
}

function isRecognized(type: string, format: string, version: KubernetesVersion): boolean {
  if (type !== 'string' && !isAtLeast(version, otherTypesSince)) return true
  if (type === 'integer') return format === 'int32' || format === 'int64'
  if (type === 'number') return format === 'float' || format === 'double'
  if (type !== '' && type !== 'string') return false
  const name = format.replaceAll('-', '')
  return stringFormats.has(name) || (nameFormats.has(name) && isAtLeast(version, namesSince))
}

import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { parseQuantity, quantitySign } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { supportedValues } from '../rows.ts'

/** All fields of a pod that can be shown somewhere. */
const podFields = new Set([
  ...['annotations', 'labels', 'name', 'namespace', 'uid'].map(name => `metadata.${name}`),
  ...['nodeName', 'restartPolicy', 'serviceAccountName', 'schedulerName'].map(name => `spec.${name}`),
  ...['phase', 'hostIP', 'hostIPs', 'podIP', 'podIPs'].map(name => `status.${name}`),
])
const resources = ['cpu', 'ephemeral-storage', 'memory']
const resourceFields = ['limits', 'requests'].flatMap(list => resources.map(name => `${list}.${name}`))
const hugePages = /^(?:requests|limits)\.hugepages-/
const byteDivisors = new Set(['1', ...['k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map(suffix => `1${suffix}`)])
const cpuDivisors = new Set(['1m', '1'])

/** A field of the pod by its path. Mirrors pkg/apis/core/validation/validation.go validateObjectFieldSelector, v1.36. */
export function* objectFieldErrors(selector: Field, supported: readonly string[], { version }: ValidationContext): Generator<FieldError> {
  for (const key of ['apiVersion', 'fieldPath']) {
    if (selector.child(key).text !== '') continue
    yield fieldError('FieldValueRequired', selector.child(key), '')
    return
  }
  const path = selector.child('fieldPath')
  const problem = conversionProblem(selector.child('apiVersion').text, path.text)
  if (problem !== undefined) {
    yield fieldError('FieldValueInvalid', path, `error converting fieldPath: ${problem}`)
    return
  }
  const subscript = subscriptOf(path.text)
  if (subscript !== undefined) {
    const key = subscript.path === 'metadata.annotations' ? subscript.key.toLowerCase() : subscript.key
    for (const detail of qualifiedNameErrors(key, version)) yield fieldError('FieldValueInvalid', selector, detail, key)
    return
  }
  const meant = path.text === 'spec.host' ? 'spec.nodeName' : path.text
  if (!supported.includes(meant)) yield fieldError('FieldValueNotSupported', path, supportedValues(supported), meant)
}

/** An amount of a container's resources. Mirrors validateContainerResourceFieldSelector, v1.36. */
export function* resourceFieldErrors(selector: Field, ofVolume: boolean): Generator<FieldError> {
  const resource = selector.child('resource')
  const container = selector.child('containerName')
  if (ofVolume && container.text === '') yield fieldError('FieldValueRequired', container, '')
  else if (resource.text === '') yield fieldError('FieldValueRequired', resource, '')
  else if (!resourceFields.includes(resource.text) && !hugePages.test(resource.text))
    yield fieldError('FieldValueNotSupported', resource, supportedValues(resourceFields), resource.text)
  const problem = divisorProblem(resource.text, selector.child('divisor').value)
  if (problem !== undefined) yield fieldError('FieldValueInvalid', selector.child('divisor'), problem, resource.text)
}

/** Mirrors pkg/apis/core/pods/helpers.go ConvertDownwardAPIFieldLabel, v1.36. */
function conversionProblem(apiVersion: string, path: string): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`
  const subscript = subscriptOf(path)
  if (subscript !== undefined) {
    const allowed = subscript.path === 'metadata.annotations' || subscript.path === 'metadata.labels'
    return allowed ? undefined : `field label does not support subscript: ${path}`
  }
  return podFields.has(path) || path === 'spec.host' ? undefined : `field label not supported: ${path}`
}

/** The parts of `metadata.labels['key']`. Mirrors pkg/fieldpath SplitMaybeSubscriptedPath, v1.36. */
function subscriptOf(path: string): { readonly path: string; readonly key: string } | undefined {
  if (!path.endsWith("']")) return undefined
  const open = path.slice(0, -2).indexOf("['")
  return open <= 0 ? undefined : { path: path.slice(0, open), key: path.slice(open + 2, -2) }
}

/** Mirrors validateContainerResourceDivisor, v1.36. */
function divisorProblem(resource: string, divisor: unknown): string | undefined {
  if (typeof divisor !== 'string' && typeof divisor !== 'number' && typeof divisor !== 'bigint') return undefined
  const quantity = parseQuantity(divisor)
  if (typeof quantity === 'string' || quantitySign(quantity) === 0) return undefined
  const text = formatQuantity(quantity)
  const name = hugePages.test(resource) ? 'hugepages' : resource.slice(resource.indexOf('.') + 1)
  if (name === 'cpu') return cpuDivisors.has(text) ? undefined : "only divisor's values 1m and 1 are supported with the cpu resource"
  const words = new Map([
    ['memory', 'memory'],
    ['ephemeral-storage', 'local ephemeral storage'],
    ['hugepages', 'hugepages'],
  ]).get(name)
  if (words === undefined || byteDivisors.has(text)) return undefined
  return `only divisor's values ${[...byteDivisors].join(', ')} are supported with the ${words} resource`
}

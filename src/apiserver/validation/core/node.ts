import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { cidrErrors, parseCidr } from '../../../k8s/names/cidr.ts'
import { isIpv4 } from '../../../k8s/names/ip-address.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { duplicate, invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { oldPodCidrErrors } from './old-addresses.ts'
import { resourceAmountErrors } from './resource-quota-resource.ts'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const featureName = /^[A-Z][a-zA-Z0-9]*(\/[a-zA-Z][a-zA-Z0-9]*)*$/
/** The first minor whose words for a wrong network are those of all kinds. */
const commonWordsSince = 30
const maxFeatureName = 253
/** The last minor that looks for repeated networks of pods. */
const uniqueCidrsUntil = 32
const featureWords =
  "must start with an UpperCamelCase segment, with subsequent segments separated by '/' (e.g., MyFeature or MyFeature/mySubFeature), and contain only alphanumeric characters and slashes"

/** Mirrors pkg/apis/core/validation/validation.go ValidateNode, v1.36. */
export const nodeRules: readonly Rule[] = [
  { errors: (node, { version }) => taintErrors(node.at('spec.taints'), version) },
  { errors: resourceErrors },
  { errors: swapErrors },
  { errors: declaredFeatureErrors, gate: 'NodeDeclaredFeatures' },
  { errors: podCidrErrors },
]

/** The server prints the taints of the spec as if they were metadata. Mirrors validateNodeTaints. */
export function* taintErrors(taints: Field, version: KubernetesVersion): Generator<FieldError> {
  const seen = new Set<string>()
  for (const taint of taints.items) {
    const printed = `metadata.taints[${taint.key}]`
    const at = (name: string): Field => taint.child(name).printedAs(`${printed}.${name}`)
    const key = at('key')
    const value = at('value')
    const effect = at('effect')
    yield* invalidAll(key, qualifiedNameErrors(key.text, version), key.text)
    const wrongValue = labelValueErrors(value.text, version)
    if (wrongValue.length > 0) yield invalid(value, wrongValue.join(';'), value.text)
    if (effect.text === '') yield required(effect)
    else if (!effects.includes(effect.text)) yield notSupported(effect, effects)
    const id = `${effect.text}\u0000${key.text}`
    if (seen.has(id)) {
      const shown = { Key: key.text, Value: value.text, Effect: effect.text, TimeAdded: taint.child('timeAdded').value ?? null }
      yield fieldError('FieldValueDuplicate', taint.printedAs(printed), 'taints must be unique by key and effect pair', shown)
    }
    seen.add(id)
  }
}

/** Mirrors ValidateNodeResources. */
export function* resourceErrors(node: Field): Generator<FieldError> {
  for (const list of ['capacity', 'allocatable'])
    for (const entry of node.at(`status.${list}`).entries)
      yield* resourceAmountErrors(entry.printedAs(`status.${list}.${entry.key}`), entry.key)
}

/** Mirrors validateNodeSwapStatus. */
function* swapErrors(node: Field): Generator<FieldError> {
  const capacity = node.at('status.nodeInfo.swap.capacity')
  if (!capacity.absent && Number(capacity.value) <= 0)
    yield invalid(capacity.printedAs('metadata.nodeSwapStatus.capacity'), 'must be greater than zero')
}

/** Mirrors validateNodeDeclaredFeatures. */
function* declaredFeatureErrors(node: Field): Generator<FieldError> {
  let last: string | undefined
  for (const feature of node.at('status.declaredFeatures').items) {
    const { text } = feature
    const name = `invalid feature name ${goQuote(text)}`
    if (text.length > maxFeatureName) yield invalid(feature, `${name}: must be no more than ${maxFeatureName} characters`, text)
    else if (!featureName.test(text)) yield invalid(feature, `${name}: ${featureWords}`, text)
    if (text === last) yield duplicate(feature, text)
    else if (last !== undefined && last > text) yield invalid(feature, 'list must be sorted alphabetically', text)
    last = text
  }
}

function* podCidrErrors(node: Field, { version }: ValidationContext): Generator<FieldError> {
  const cidrs = node.at('spec.podCIDRs')
  const { items } = cidrs
  if (version.minor < commonWordsSince) yield* oldPodCidrErrors(cidrs)
  else for (const cidr of items) yield* invalidAll(cidr, cidrErrors(cidr.text, version), cidr.text)
  if (items.length < 2) return
  const wrong = items.findIndex(({ text }) => parseCidr(text) === undefined)
  if (wrong !== -1) {
    const parsing = `invalid CIDR[${wrong}]: <nil> (invalid CIDR address: ${items[wrong]!.text})`
    const why = `invalid PodCIDRs. failed to check with dual stack with error:${parsing}`
    yield fieldError('InternalError', cidrs, why)
  }
  const families = new Set(items.map(({ text }) => isIpv4(parseCidr(text)?.ip ?? [])))
  if (wrong !== -1 || families.size < 2 || items.length > 2)
    yield invalid(
      cidrs,
      'may specify no more than one CIDR for each IP family',
      items.map(({ text }) => text)
    )
  if (version.minor > uniqueCidrsUntil) return
  const seen = new Set<string>()
  for (const cidr of items) {
    if (seen.has(cidr.text)) yield duplicate(cidr, cidr.text)
    seen.add(cidr.text)
  }
}

import type { FieldError } from '../../k8s/field-error.ts'
import { invalid } from '../validation/error-of.ts'
import { type GoField, goStruct } from '../validation/go-struct.ts'
import { serviceCidrRules } from '../validation/networking/service-cidr.ts'
import { errorsOf } from '../validation/validate.ts'
import { sliceAddressWarnings } from '../warnings/discovery/endpoint-slice.ts'
import { immutable } from './immutable.ts'
import type { UpdateStrategy } from './strategy.ts'
import type { Update } from './update.ts'

const parentFields: readonly GoField[] = [
  ['Group', 'group', 'text'],
  ['Resource', 'resource', 'text'],
  ['Namespace', 'namespace', 'text'],
  ['Name', 'name', 'text'],
]
const words = 'field is immutable'

/** Mirrors pkg/apis/networking/validation/validation.go ValidateIngressUpdate, v1.36. */
export const ingress: UpdateStrategy = {
  counts: ['spec'],
  warns: 'never',
  checks: ['metadata-update', 'metadata', 'rules'],
  tolerates: ({ field }) => field.startsWith('annotations.'),
}

/** Mirrors ValidateIngressClassUpdate, v1.36. */
export const ingressClass: UpdateStrategy = {
  counts: ['spec'],
  checks: ['metadata-update', immutable('spec.controller', { zero: '' }), 'metadata', 'rules'],
}

/** Mirrors ValidateNetworkPolicyUpdate, v1.36. */
export const networkPolicy: UpdateStrategy = { counts: ['spec'], checks: ['metadata-update', 'rules'] }

/** Mirrors ValidateIPAddressUpdate, v1.36. */
export const ipAddress: UpdateStrategy = {
  checks: [
    'metadata',
    'rules',
    'metadata-update',
    immutable('spec.parentRef', { shows: value => (value === undefined ? null : goStruct(value, parentFields)) }),
  ],
}

/** Mirrors ValidateServiceCIDRUpdate, v1.36. */
export const serviceCidr: UpdateStrategy = { checks: ['metadata-update', cidrErrors] }

/** Mirrors pkg/apis/discovery/validation/validation.go ValidateEndpointSliceUpdate and the strategy's PrepareForUpdate, v1.36. */
export const endpointSlice: UpdateStrategy = {
  counts: ['endpoints', 'ports', 'addressType', 'metadata.labels'],
  checks: ['metadata', 'rules', immutable('addressType', { zero: '' })],
  tolerates: ({ path }, update) => path[0] === 'endpoints' && !update.changed('endpoints'),
  warnings: (object, _old, { version }) => sliceAddressWarnings(object, version),
}

/** A second network may come, nothing else changes. */
function* cidrErrors({ object, old, version }: Update): Generator<FieldError> {
  const cidrs = object.at('spec.cidrs')
  const now = cidrs.items.map(({ text }) => text)
  const before = old.at('spec.cidrs').items.map(({ text }) => text)
  if (before.length === now.length) {
    for (const [index, cidr] of before.entries()) if (cidr !== now[index]) yield invalid(cidrs.item(index), words)
  } else if (before.length === 1 && now.length === 2) {
    if (now[0] !== before[0]) yield invalid(cidrs.item(0), words)
    yield* errorsOf(object, serviceCidrRules, { version, isPod: false })
  } else yield invalid(cidrs, words, cidrs.value ?? null)
}

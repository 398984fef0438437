import type { FieldError } from '../../k8s/field-error.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Struct } from '../defaults/fill.ts'
import { isIpv6Text } from '../validation/address.ts'
import { serviceAddressErrors } from '../validation/core/service-addresses.ts'
import { invalid } from '../validation/error-of.ts'
import { Field } from '../validation/field.ts'

const none = 'None'
const addressFields: readonly string[] = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']
const otherFamily: Readonly<Record<string, string>> = { IPv4: 'IPv6', IPv6: 'IPv4' }

/** The families that a cluster gives addresses of; the first is the one that a Service gets where it asks for none. */
export type ClusterFamilies = readonly ('IPv4' | 'IPv6')[]

/** The spec with its families settled, or what keeps them from being so. */
export interface FamilyAllocation {
  readonly spec: Struct
  readonly errors: readonly FieldError[]
}

/**
 * Which families of addresses a Service has, and how many.
 * Mirrors pkg/registry/core/service/storage/alloc.go initIPFamilyFields for a create, v1.36. Where the cluster's families are not known, any will do.
 */
export function allocateFamilies(written: Struct, cluster: ClusterFamilies | undefined, version: KubernetesVersion): FamilyAllocation {
  if (asksForNothing(written))
    return { spec: { ...written, ipFamilyPolicy: 'SingleStack', ipFamilies: [cluster?.[0] ?? 'IPv4'] }, errors: [] }
  const wild = written['clusterIP'] === none && isEmptyMap(written['selector'])
  const spec = { ...written, ipFamilyPolicy: written['ipFamilyPolicy'] ?? (wild ? 'RequireDualStack' : 'SingleStack') }
  const field = Field.root({ spec }).child('spec')
  const broken = [...serviceAddressErrors(field, { version, isPod: false })]
  if (broken.length > 0) return { spec: written, errors: broken }
  const inferred = inferredFamilies(field, cluster)
  const errors = [...policyErrors(field), ...inferred.errors]
  if (errors.length > 0) return { spec: written, errors }
  if (wild) return { spec: { ...spec, ipFamilies: withOther(inferred.families, spec.ipFamilyPolicy, cluster?.[0] ?? 'IPv4') }, errors: [] }
  const missing = [...clusterErrors(field, cluster)]
  if (missing.length > 0) return { spec: written, errors: missing }
  const families = inferred.families.length > 0 ? inferred.families : [cluster?.[0] ?? 'IPv4']
  const isDual = cluster !== undefined && cluster.length > 1
  return { spec: { ...spec, ipFamilies: isDual ? withOther(families, spec.ipFamilyPolicy, 'IPv4') : families }, errors: [] }
}

/** Whether a Service leaves it to the server which address it gets. */
function asksForNothing(spec: Struct): boolean {
  return addressFields.every(field => spec[field] === undefined)
}

function* policyErrors(spec: Field): Generator<FieldError> {
  const policy = spec.child('ipFamilyPolicy')
  if (policy.text !== 'SingleStack') return
  const must = "must be 'RequireDualStack' or 'PreferDualStack' when multiple"
  if (spec.child('clusterIPs').items.length === 2) yield invalid(policy, `${must} cluster IPs are specified`)
  if (spec.child('ipFamilies').items.length === 2) yield invalid(policy, `${must} IP families are specified`)
}

/** The families that are asked for, and those that the addresses tell. */
function inferredFamilies(
  spec: Field,
  cluster: ClusterFamilies | undefined
): { families: readonly string[]; errors: readonly FieldError[] } {
  const families = spec.child('ipFamilies').items.map(({ text }) => text)
  const errors: FieldError[] = []
  const addresses = spec.child('clusterIPs')
  for (const [index, address] of addresses.items.entries()) {
    if (address.text === none) break
    const family = isIpv6Text(address.text) ? 'IPv6' : 'IPv4'
    if (index < families.length) continue
    if (cluster === undefined || cluster.includes(family)) families.push(family)
    else errors.push(invalid(address, `${family} is not configured on this cluster`, addresses.value))
  }
  return { families, errors }
}

function* clusterErrors(spec: Field, cluster: ClusterFamilies | undefined): Generator<FieldError> {
  if (cluster === undefined) return
  const policy = spec.child('ipFamilyPolicy')
  if (policy.text === 'RequireDualStack' && cluster.length < 2)
    yield invalid(policy, 'this cluster is not configured for dual-stack services')
  for (const family of spec.child('ipFamilies').items)
    if (!(cluster as readonly string[]).includes(family.text)) yield invalid(family, 'not configured on this cluster')
}

function withOther(families: readonly string[], policy: unknown, first: string): readonly string[] {
  const known = families.length === 0 ? [first] : families
  return known.length > 1 || policy === 'SingleStack' ? known : [...known, otherFamily[known[0]!] ?? 'IPv6']
}

function isEmptyMap(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}

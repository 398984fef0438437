import type { FieldError } from '../../../k8s/field-error.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, isStruct, type Struct } from '../../defaults/fill.ts'
import { forbidden, invalid } from '../../validation/error-of.ts'
import type { Field } from '../../validation/field.ts'
import type { UpdateStrategy } from '../strategy.ts'
import type { Update } from '../update.ts'
import { withOldStatus } from '../update-object.ts'
import { allocateServiceUpdate, hasHealthPort, withoutFieldsOfOldType } from './service-allocation.ts'

const set = 'may not change once set'

/** Mirrors pkg/apis/core/validation/validation.go ValidateServiceUpdate, v1.36. */
export const service: UpdateStrategy = {
  allocate: allocateServiceUpdate,
  prepare: prepareService,
  checks: ['metadata-update', addressErrors, familyErrors, classErrors, healthPortErrors, 'rules'],
}

function prepareService(object: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const before = (old as { spec?: unknown }).spec
  const kept = withOldStatus(object, old)
  return change(kept, 'spec', spec => withoutFieldsOfOldType(spec, isStruct(before) ? before : {}))
}

/** Mirrors validateUpgradeDowngradeClusterIPs. */
function* addressErrors({ object, old }: Update): Generator<FieldError> {
  if (isNamed(object) || isNamed(old) || (isHeadless(object) && isHeadless(old))) return
  const addresses = object.at('spec.clusterIPs')
  const now = texts(addresses)
  const before = texts(old.at('spec.clusterIPs'))
  if (now.length === before.length) {
    for (const [index, address] of before.entries()) if (address !== now[index]) yield invalid(addresses.item(index), set, addresses.value)
    return
  }
  if (now.length === 0) yield invalid(addresses.item(0), 'primary clusterIP can not be unset', addresses.value ?? null)
  else if (before.length > 0 && now[0] !== before[0]) yield invalid(addresses.item(0), set, addresses.value)
  if (before.length > now.length) yield* releaseErrors(object, now, 'clusterIP')
}

/** Mirrors validateUpgradeDowngradeIPFamilies. */
function* familyErrors({ object, old }: Update): Generator<FieldError> {
  if (isNamed(object) || isNamed(old) || isHeadless(object) || isHeadless(old)) return
  const families = object.at('spec.ipFamilies')
  const now = texts(families)
  const before = texts(old.at('spec.ipFamilies'))
  const first = families.item(0)
  if (now.length === before.length) {
    for (const [index, family] of before.entries()) if (family !== now[index]) yield invalid(first, set, families.value)
    return
  }
  const addresses = object.at('spec.clusterIPs')
  if (before.length > now.length && addresses.empty) yield invalid(first, 'primary ipFamily can not be unset', families.value ?? null)
  if (before.length > 0 && now.length > 0 && now[0] !== before[0]) yield invalid(first, set, addresses.value)
  if (before.length > now.length) yield* releaseErrors(object, now, 'ipFamily')
}

function* releaseErrors(object: Field, now: readonly string[], what: string): Generator<FieldError> {
  const policy = object.at('spec.ipFamilyPolicy')
  if (now.length === 1 && policy.text !== 'SingleStack')
    yield invalid(policy, `must be set to 'SingleStack' when releasing the secondary ${what}`)
}

/** Mirrors validateLoadBalancerClassField; what is wrong with the class itself is told here and by the rules. */
function* classErrors({ object, old }: Update): Generator<FieldError> {
  const loadBalancerClass = object.at('spec.loadBalancerClass')
  const isBalanced = (service: Field): boolean => service.at('spec.type').text === 'LoadBalancer'
  if (isBalanced(object) && isBalanced(old) && (loadBalancerClass.value ?? null) !== (old.at('spec.loadBalancerClass').value ?? null))
    yield invalid(loadBalancerClass, set)
  if (!isBalanced(object) && !loadBalancerClass.absent) yield forbidden(loadBalancerClass, "may only be used when `type` is 'LoadBalancer'")
}

/** Mirrors validateServiceExternalTrafficFieldsUpdate. */
function* healthPortErrors({ object, old }: Update): Generator<FieldError> {
  const needed = (service: Field): boolean => hasHealthPort((service.child('spec').value ?? {}) as Struct)
  const port = object.at('spec.healthCheckNodePort')
  if (needed(object) && needed(old) && (port.value ?? 0) !== (old.at('spec.healthCheckNodePort').value ?? 0))
    yield forbidden(port, 'field is immutable')
}

function isNamed(service: Field): boolean {
  return service.at('spec.type').text === 'ExternalName'
}

function isHeadless(service: Field): boolean {
  return service.at('spec.clusterIPs').item(0).text === 'None'
}

function texts(list: Field): readonly string[] {
  return list.items.map(({ text }) => text)
}

import type { FieldError } from '../../../k8s/field-error.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { isStruct } from '../../defaults/fill.ts'
import { resourceErrors, taintErrors } from '../../validation/core/node.ts'
import { forbidden, invalid } from '../../validation/error-of.ts'
import { immutable, immutableWhereSet } from '../immutable.ts'
import type { UpdateStrategy } from '../strategy.ts'
import type { Update } from '../update.ts'
import { withOldStatus } from '../update-object.ts'

/** Mirrors pkg/apis/core/validation/validation.go ValidateConfigMapUpdate, v1.36. */
export const configMap: UpdateStrategy = {
  warns: 'never',
  checks: ['metadata-update', immutableWhereSet('data', 'binaryData'), 'metadata', 'rules'],
}

/** A text without a type has the old one. Mirrors ValidateSecretUpdate, v1.36. */
export const secret: UpdateStrategy = {
  checks: ['metadata-update', immutable('type', { zero: '' }), immutableWhereSet('data'), 'metadata', 'rules'],
}

/** Mirrors ValidateResourceQuotaUpdate, v1.36. */
export const resourceQuota: UpdateStrategy = { warns: 'never', checks: ['metadata-update', 'rules', scopeErrors] }

/** Mirrors ValidateNodeUpdate, v1.36. */
export const node: UpdateStrategy = { checks: ['metadata', 'rules', 'metadata-update', nodeErrors] }

/** Mirrors ValidateNamespaceUpdate and pkg/registry/core/namespace/strategy.go PrepareForUpdate, v1.36. */
export const namespace: UpdateStrategy = { warns: 'never', prepare: withOldFinalizers, checks: ['metadata', 'rules', 'metadata-update'] }

/** Mirrors ValidatePodTemplateUpdate, v1.36. */
export const podTemplate: UpdateStrategy = { counts: ['template'], warns: 'counted', checks: ['metadata-update', 'rules'] }

/** Mirrors pkg/registry/core/limitrange/strategy.go ValidateUpdate, v1.36. */
export const limitRange: UpdateStrategy = { warns: 'never', checks: ['metadata', 'rules'] }

/** Kinds of which the metadata is looked at before all else. */
export const metadataFirst: UpdateStrategy = { checks: ['metadata-update', 'metadata', 'rules'] }

function* scopeErrors({ object, old }: Update): Generator<FieldError> {
  const scopes = object.at('spec.scopes')
  const now = new Set(scopes.items.map(({ text }) => text))
  const before = new Set(old.at('spec.scopes').items.map(({ text }) => text))
  if (now.size !== before.size || [...now].some(scope => !before.has(scope)))
    yield invalid(scopes, 'field is immutable', scopes.value ?? null)
}

function* nodeErrors({ object, old, version }: Update): Generator<FieldError> {
  const spec = object.child('spec')
  const before = old.child('spec')
  yield* resourceErrors(object)
  const cidrs = spec.child('podCIDRs')
  const oldCidrs = before.child('podCIDRs').items.map(({ text }) => text)
  const detail = 'node updates may not change podCIDR except from "" to valid'
  if (oldCidrs.length > 0 && oldCidrs.length !== cidrs.items.length) yield forbidden(cidrs, detail)
  else for (const [index, cidr] of oldCidrs.entries()) if (cidrs.item(index).text !== cidr) yield forbidden(cidrs, detail)
  const provider = before.child('providerID').text
  if (provider !== '' && provider !== spec.child('providerID').text)
    yield forbidden(spec.child('providerID'), 'node updates may not change providerID except from "" to valid')
  yield* taintErrors(spec.child('taints'), version)
  if (spec.child('externalID').text !== before.child('externalID').text) yield forbidden(spec.child('externalID'), 'may not be updated')
}

function withOldFinalizers(object: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const finalizers = isStruct(old.spec) ? old.spec['finalizers'] : undefined
  const spec = { ...(isStruct(object.spec) ? object.spec : {}), ...(finalizers === undefined ? {} : { finalizers }) }
  return withOldStatus({ ...object, spec }, old)
}

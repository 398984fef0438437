import type { KubernetesObject } from '../../../k8s/types.ts'
import { allocateService } from '../../allocation/service.ts'
import { serviceDefaults } from '../../defaults/core/service.ts'
import { isStruct } from '../../defaults/fill.ts'
import { isPlainService } from '../../plain/services.ts'
import type { StageContext, Strategy } from '../../strategy.ts'
import { serviceRules } from '../../validation/core/service.ts'
import { serviceWarnings } from '../../warnings/core/service.ts'
import { withNewStatus } from '../new-status.ts'
import { changeAt, without } from '../without-fields.ts'

/** The first minor with ServiceTrafficDistribution on. */
const trafficDistributionSince = 31

/** Mirrors pkg/registry/core/service/strategy.go and storage/storage.go, v1.36. */
export const service: Strategy = {
  defaults: serviceDefaults,
  allocate: allocateService,
  prepare: (object, context) => withNewStatus(withoutGated(object, context), { loadBalancer: {} }),
  rules: serviceRules,
  isPlain: isPlainService,
  warnings: serviceWarnings,
  reread: withoutNeedlessPolicy,
}

function withoutGated(object: KubernetesObject, { version }: StageContext): KubernetesObject {
  if (version.minor >= trafficDistributionSince) return object
  return changeAt(object, ['spec'], spec => without(spec, 'trafficDistribution'))
}

/** A name has no traffic to route. Mirrors pkg/registry/core/service/storage/storage.go defaultOnReadInternalTrafficPolicy, v1.36. */
function withoutNeedlessPolicy(object: KubernetesObject): KubernetesObject {
  const { spec } = object
  if (!isStruct(spec) || spec['type'] !== 'ExternalName') return object
  return changeAt(object, ['spec'], service => without(service, 'internalTrafficPolicy'))
}

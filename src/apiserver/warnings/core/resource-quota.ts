import { compareQuantities } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { quantityOf } from '../../validation/core/resource-requirements.ts'
import { Field } from '../../validation/field.ts'

const since = 35
const withBareName = new Set(['cpu', 'memory'])

/** Requests above limits. Mirrors pkg/registry/core/resourcequota/strategy.go WarningsOnCreate, v1.36. */
export function resourceQuotaWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  if (!isAtLeast(version, since)) return []
  const hard = Field.root(object).at('spec.hard')
  return ['cpu', 'memory', 'storage', 'ephemeral-storage'].flatMap(name => {
    const prefixed = hard.entry(`requests.${name}`)
    const request = prefixed.absent && withBareName.has(name) ? hard.entry(name) : prefixed
    const limit = hard.entry(`limits.${name}`)
    const [low, high] = [quantityOf(request), quantityOf(limit)]
    if (low === undefined || high === undefined || compareQuantities(low, high) <= 0) return []
    const words = `${request.key} (${formatQuantity(low)}) should be less than ${limit.key} (${formatQuantity(high)})`
    return [{ message: `ResourceQuota ${words}`, path: request.path }]
  })
}

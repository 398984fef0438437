import type { FieldPath } from '../../k8s/field-path.ts'
import { type ResourceAmounts, resourceAmounts } from '../../k8s/pod-requests.ts'
import { compareQuantities, quantitySign, zeroQuantity } from '../../k8s/quantity.ts'
import { formatQuantity } from '../../k8s/quantity-text.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { DecidingField, Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import type { ResourceQuota as Quota } from './objects.ts'
import type { AdmissionPlugin } from './plugin.ts'
import { amountsText, difference, nonZero, sum } from './resource-quota/amounts.ts'
import { evaluatorOf } from './resource-quota/evaluator.ts'
import type { QuotaEvaluator } from './resource-quota/quota-evaluator.ts'
import { QuotaUsage } from './resource-quota/quota-usage.ts'
import { isCounted } from './resource-quota/scopes.ts'

/** How many of those that use up a quota are named. */
const maxUsers = 20

/** Refuses what a namespace has no quota left for. Mirrors apiserver pkg/admission/plugin/resourcequota/controller.go CheckRequest, v1.36. */
export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  last: true,
  validate(request, { view, version }) {
    const { namespace, object, type } = request
    if (namespace === null) return undefined
    const quotas = view.list('', 'ResourceQuota', namespace) as readonly Quota[]
    const evaluator = quotas.length === 0 ? undefined : evaluatorOf(type)
    if (evaluator === undefined || !evaluator.handles(request)) return undefined
    const counting = quotas.filter(quota => isCounted(quota, object, evaluator))
    if (counting.length === 0) return undefined
    const usage = view.tally(QuotaUsage)
    const refusal = unspecified(request, counting, evaluator, version) ?? negative(request, evaluator, version)
    if (refusal !== undefined) return refusal
    for (const quota of counting) {
      const refused = exceeded(request, quota, evaluator, usage, version)
      if (refused !== undefined) return refused
    }
    return undefined
  },
}

/** What the object must say because a quota counts it, and does not. */
function unspecified(
  request: ServerRequest,
  quotas: readonly Quota[],
  evaluator: QuotaEvaluator,
  version: KubernetesVersion
): Refusal | undefined {
  for (const quota of quotas) {
    const resources = Object.keys(quota.spec?.hard ?? {}).filter(resource => evaluator.tracks(resource))
    const why = evaluator.constraint?.(resources, request.object, version)
    if (why === undefined) continue
    const name = quota.metadata?.name ?? ''
    const resource = resources.find(known => why.includes(`${known} for: `)) ?? ''
    const note = `quota ${name} counts ${resource}, so every container must specify it`
    const at = evaluator.fieldOf(resource, request.object)
    return { ...forbidden(request, `failed quota: ${name}: ${why}`, at), decidedBy: [hardField(request, quota, resource, note)] }
  }
  return undefined
}

function negative(request: ServerRequest, evaluator: QuotaEvaluator, version: KubernetesVersion): Refusal | undefined {
  const names = [...evaluator.usage(request.object, version)].filter(([, amount]) => quantitySign(amount) < 0).map(([name]) => name)
  if (names.length === 0) return undefined
  const at = evaluator.fieldOf(names[0]!, request.object)
  return forbidden(request, `quota usage is negative for resource(s): ${names.sort().join(',')}`, at)
}

function exceeded(
  request: ServerRequest,
  quota: Quota,
  evaluator: QuotaEvaluator,
  usage: QuotaUsage,
  version: KubernetesVersion
): Refusal | undefined {
  const hard = resourceAmounts(quota.spec?.hard)
  const requested = nonZero(newUsage(request, quota, evaluator, version), hard)
  const used = usage.of(quota, request.namespace ?? '', version)
  const total = sum(used, requested)
  const over = [...requested.keys()].filter(name => compareQuantities(total.get(name)!, hard.get(name)!) > 0).sort()
  const first = over[0]
  if (first === undefined) return undefined
  const name = quota.metadata?.name ?? ''
  const texts = [requested, used, hard].map(amounts => amountsText(amounts, over))
  const why = `exceeded quota: ${name}, requested: ${texts[0]}, used: ${texts[1]}, limited: ${texts[2]}`
  const missing = difference(total, hard)
  const limits = over.map(resource => {
    const [allowed, taken, lacking] = [hard, used, missing].map(amounts => amountOf(amounts, resource))
    return hardField(request, quota, resource, `quota ${name} allows ${allowed} of ${resource}, ${taken} is used, ${lacking} is missing`)
  })
  return {
    ...forbidden(request, why, evaluator.fieldOf(first, request.object)),
    decidedBy: [...limits, ...userFields(request, quota, usage, over, version)],
  }
}

/** What a request adds: all that the object uses, or how much more than before where it was counted already. */
function newUsage(request: ServerRequest, quota: Quota, evaluator: QuotaEvaluator, version: KubernetesVersion): ResourceAmounts {
  const { object, old, operation } = request
  const usage = evaluator.usage(object, version)
  if (operation === 'create' || old === undefined || !isCounted(quota, old, evaluator)) return usage
  return difference(usage, evaluator.usage(old, version))
}

function userFields(
  request: ServerRequest,
  quota: Quota,
  usage: QuotaUsage,
  resources: readonly string[],
  version: KubernetesVersion
): readonly DecidingField[] {
  const path: FieldPath = ['metadata', 'name']
  return usage.users(quota, request.namespace ?? '', resources, version, maxUsers).map(({ kind, group, name, usage: amounts }) => ({
    group,
    kind,
    namespace: request.namespace,
    name,
    path,
    note: `${kind} ${name} uses ${amountsText(amounts, [...amounts.keys()])}`,
  }))
}

function amountOf(amounts: ResourceAmounts, resource: string): string {
  return formatQuantity(amounts.get(resource) ?? zeroQuantity)
}

function hardField({ namespace }: ServerRequest, quota: Quota, resource: string, note: string): DecidingField {
  return { group: '', kind: 'ResourceQuota', namespace, name: quota.metadata?.name ?? '', path: ['spec', 'hard', resource], note }
}

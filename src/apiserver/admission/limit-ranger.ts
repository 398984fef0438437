import type { KubernetesObject } from '../../k8s/types.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import { withContainerDefaults } from './limit-range/container-defaults.ts'
import { claimViolations, type LimitViolation, podViolations } from './limit-range/violations.ts'
import type { AdmittedPod, LimitRange, PersistentVolumeClaim } from './objects.ts'
import type { AdmissionContext, AdmissionPlugin } from './plugin.ts'

/** Fills in and enforces what a namespace's LimitRanges say. Mirrors plugin/pkg/admission/limitranger/admission.go, v1.36. */
export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  admit(request, context) {
    const { operation, type } = request
    let object: KubernetesObject = request.object
    if (type.kind !== 'Pod' || operation !== 'create') return { object }
    for (const limitRange of limitRanges(request, context)) object = withContainerDefaults(object as AdmittedPod, limitRange)
    return { object }
  },
  validate(request, context) {
    const { object, operation, type } = request
    if (type.kind === 'Pod' && operation !== 'create') return undefined
    for (const limitRange of limitRanges(request, context)) {
      const found =
        type.kind === 'Pod'
          ? podViolations(object as AdmittedPod, limitRange, context.version)
          : claimViolations(object as PersistentVolumeClaim, limitRange)
      if (found.length > 0) return refusal(request, limitRange, found)
    }
    return undefined
  },
}

function limitRanges({ namespace }: ServerRequest, { view }: AdmissionContext): readonly LimitRange[] {
  return namespace === null ? [] : (view.list('', 'LimitRange', namespace) as readonly LimitRange[])
}

/** All errors of one LimitRange, joined as Go joins an Aggregate: each text once, in brackets where there are several. */
function refusal(request: ServerRequest, limitRange: LimitRange, found: readonly LimitViolation[]): Refusal {
  const texts = [...new Set(found.map(violation => violation.text))]
  const why = texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`
  const name = limitRange.metadata?.name ?? ''
  const fields = new Map(found.map(violation => [violation.limitAt.join('.'), violation]))
  return {
    ...forbidden(request, why, found[0]!.at),
    decidedBy: [...fields.values()].map(({ limitAt, text }) => ({
      group: '',
      kind: 'LimitRange',
      namespace: request.namespace,
      name,
      path: limitAt,
      note: text.replace('.  ', '; ').replace(/^(.)/, `LimitRange ${name}: $1`),
    })),
  }
}

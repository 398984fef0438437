import type { ResourceType } from '../../../schema/resource-type.ts'

type Values = Readonly<Record<string, unknown>>

interface Metric {
  readonly type?: string
  readonly resource?: { readonly name?: string; readonly target?: { readonly type?: string; readonly averageUtilization?: number } }
}

/** A written object as another version of its kind has it. Mirrors pkg/apis/autoscaling/v1/conversion.go, v1.36, where fields differ. */
export function converted(object: object, from: ResourceType, to: ResourceType): object {
  if (from === to) return object
  const same = { ...object, apiVersion: to.apiVersion, kind: to.kind }
  if (from.kind !== 'HorizontalPodAutoscaler' || from.group !== 'autoscaling') return same
  const { spec } = object as { readonly spec?: Values }
  return spec === undefined ? same : { ...same, spec: to.version === 'v1' ? toFirst(spec) : toSecond(spec) }
}

function toFirst({ metrics, behavior: _behavior, ...spec }: Values): Values {
  const cpu = (Array.isArray(metrics) ? (metrics as readonly Metric[]) : []).find(
    ({ type, resource }) => type === 'Resource' && resource?.name === 'cpu' && resource.target?.type === 'Utilization'
  )
  const utilization = cpu?.resource?.target?.averageUtilization
  return utilization === undefined ? spec : { ...spec, targetCPUUtilizationPercentage: utilization }
}

function toSecond({ targetCPUUtilizationPercentage: averageUtilization, ...spec }: Values): Values {
  if (averageUtilization === undefined) return spec
  const resource = { name: 'cpu', target: { type: 'Utilization', averageUtilization } }
  return { ...spec, metrics: [{ type: 'Resource', resource }] }
}

import { type FieldPath, valueAt } from '../../../k8s/field-path.ts'
import { compareQuantities, parseQuantity, quantitySign, subtractQuantities } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { findUntoleratedTaint, formatTaint } from '../../../k8s/taint.ts'
import type { PodSpec } from '../../../k8s/types.ts'
import type { NodeReason, NodeVerdict, Snapshot } from '../../scheduler/index.ts'
import type { PodGroup } from '../pod-group.ts'
import { type Remedy, withValue } from './remedy.ts'

/** A change of a pod that may help. */
export interface PodRemedy {
  readonly remedy: Remedy
  /** The pod's spec with the change. */
  readonly changed: () => PodSpec
}

const mostSkewRaise = 10
const skewed = 'PodTopologySpread'

/** Changes of the pod itself that may help, the smallest first. */
export function podRemedies(group: PodGroup, nodes: readonly NodeVerdict[], snapshot: Snapshot): readonly PodRemedy[] {
  const remedies = new Map<string, PodRemedy>()
  for (const candidate of [
    ...lowerRequests(group, nodes),
    ...nodes.flatMap(verdict => [...tolerations(group, verdict, snapshot), ...selectors(group, verdict), ...skews(group, verdict)]),
  ]) {
    const { change, at, to } = candidate.remedy
    const key = JSON.stringify([change, at.path, to])
    if (!remedies.has(key)) remedies.set(key, candidate)
  }
  return [...remedies.values()]
}

/** For each resource, as much as the roomiest node lacks. */
function lowerRequests({ source: { info } }: PodGroup, nodes: readonly NodeVerdict[]): readonly PodRemedy[] {
  const roomiest = new Map<string, NodeReason>()
  for (const { plugin, reasons } of nodes) {
    const [reason] = reasons
    if (plugin !== 'NodeResourcesFit' || reasons.length !== 1 || reason?.free === undefined || reason.text === 'Too many pods') continue
    const known = roomiest.get(reason.subject)
    if (known === undefined || amount(known.free) === undefined || compareQuantities(amount(reason.free)!, amount(known.free)!) > 0)
      roomiest.set(reason.subject, reason)
  }
  return [...roomiest].flatMap(([name, { needed, free, at }]) => {
    const path = at.path.slice(info.template.specAt.path.length)
    const field = path.at(-2)
    if (field !== 'requests' && field !== 'limits') return []
    const requestPath = [...path.slice(0, -2), 'requests', name]
    const old = amount(valueAt(info.spec, requestPath))
    const [wanted, left] = [amount(needed), amount(free)]
    if (old === undefined || wanted === undefined || left === undefined) return []
    const lowered = subtractQuantities(old, subtractQuantities(wanted, left))
    if (quantitySign(lowered) <= 0) return []
    const to = formatQuantity(lowered)
    const changed = (): PodSpec => {
      const spec = withValue(info.spec, requestPath, to)
      return (field === 'limits' ? withValue(spec, path, to) : spec) as PodSpec
    }
    const sentence = `lower the ${field === 'limits' ? 'limit' : 'request'} of ${name} from ${formatQuantity(old)} to ${to}`
    return [{ remedy: { change: 'lower-request', sentence, at, to }, changed }]
  })
}

function tolerations({ source: { info } }: PodGroup, { plugin, node }: NodeVerdict, { byName }: Snapshot): readonly PodRemedy[] {
  if (plugin !== 'TaintToleration') return []
  const { taints = [] } = byName.get(node) ?? {}
  const present = info.spec.tolerations ?? []
  const taint = taints[findUntoleratedTaint(taints, present)]
  if (taint === undefined) return []
  const { key = '', value = '', effect = '' } = taint
  const to = value === '' ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect }
  const at = info.template.specAt.child('tolerations')
  const sentence = `tolerate the taint ${formatTaint(taint)} of node ${node}`
  return [{ remedy: { change: 'tolerate-taint', sentence, at, to }, changed: () => ({ ...info.spec, tolerations: [...present, to] }) }]
}

function selectors({ source: { info } }: PodGroup, { plugin, reasons }: NodeVerdict): readonly PodRemedy[] {
  const [reason] = reasons
  const path: FieldPath = reason?.at.path.slice(info.template.specAt.path.length) ?? []
  if (plugin !== 'NodeAffinity' || reason === undefined || path[0] !== 'nodeSelector') return []
  // what a RuntimeClass adds does not go with the manifest
  if (valueAt(reason.at.resource.written, reason.at.path) === undefined) return []
  const sentence = `take ${reason.subject} out of the node selector`
  const changed = (): PodSpec => withValue(info.spec, path, undefined) as PodSpec
  return [{ remedy: { change: 'remove-node-selector', sentence, at: reason.at, to: null }, changed }]
}

function skews({ source: { info } }: PodGroup, { plugin, reasons }: NodeVerdict): readonly PodRemedy[] {
  const [reason] = reasons
  const path: FieldPath = reason?.at.path.slice(info.template.specAt.path.length) ?? []
  if (plugin !== skewed || reason === undefined || path.length === 0) return []
  const old = Number(valueAt(info.spec, [...path, 'maxSkew']) ?? 1)
  return Array.from({ length: mostSkewRaise }, (_, index) => {
    const to = old + index + 1
    const sentence = `raise maxSkew over ${reason.subject} from ${old} to ${to}`
    return {
      remedy: { change: 'raise-max-skew', sentence, at: reason.at.child('maxSkew'), to } as const,
      changed: () => withValue(info.spec, [...path, 'maxSkew'], to) as PodSpec,
    }
  })
}

function amount(text: unknown) {
  const quantity = typeof text === 'string' || typeof text === 'number' ? parseQuantity(text) : undefined
  return typeof quantity === 'string' ? undefined : quantity
}

import {
  compareQuantities,
  type FieldRef,
  parseQuantity,
  resourceTitle,
  type SchedulingCause,
  type SchedulingFailure,
  valueAt,
} from '../../kit.ts'
import { claimTrouble, volumePlace, volumePlugins, volumeRemedy, volumeTrouble } from './volume-words.ts'

/** `each of the 3 nodes lacks cpu`, or how many nodes each cause rules out. */
export function reasons({ causes, nodes }: SchedulingFailure): string {
  if (nodes.length === 0) return 'there are no nodes'
  return causes
    .map(cause => {
      const ofPod = claimTrouble(cause)
      if (ofPod !== undefined) return ofPod
      const count = cause.nodes.length
      if (count < nodes.length || count === 0) return `${count} node${count === 1 ? '' : 's'} ${verb(cause, count === 1)}`
      return count === 1 ? `node ${cause.nodes[0]} ${verb(cause, true)}` : `each of the ${count} nodes ${verb(cause, true)}`
    })
    .join(', ')
}

function verb({ plugin, text, subject, at }: SchedulingCause, single: boolean): string {
  const has = single ? 'has' : 'have'
  switch (plugin) {
    case 'NodeResourcesFit':
      return text === 'Too many pods' ? `${has} room for no more pods` : `${single ? 'lacks' : 'lack'} ${subject}`
    case 'TaintToleration':
      return `${has} the taint ${subject}, which is not tolerated`
    case 'NodeAffinity':
      return `${single ? 'does' : 'do'} not match its ${at.path.includes('nodeSelector') ? 'nodeSelector' : 'node affinity'}`
    case 'NodePorts':
      return `${has} host port ${subject} taken`
    case 'NodeUnschedulable':
      return `${single ? 'is' : 'are'} cordoned`
    case 'PodTopologySpread':
      return text.endsWith('(missing required label)')
        ? `${single ? 'lacks' : 'lack'} the label ${subject}, over which they are to be spread`
        : `would make the spread over ${subject} too uneven`
    case 'InterPodAffinity':
      return affinityTrouble(text, single)
    case 'NodeDeclaredFeatures':
      return `${single ? 'does' : 'do'} not declare the feature ${subject}, which ${asksFor(at)} asks for`
    case 'VolumeRestrictions':
    case 'NodeVolumeLimits':
    case 'VolumeBinding':
    case 'VolumeZone':
      return volumeTrouble(text, subject, single)
    default:
      return `${single ? 'is' : 'are'} ruled out by ${plugin} (${text})`
  }
}

function asksFor(at: FieldRef): string {
  const value = valueAt(at.resource.object, at.path)
  return `${at.path.at(-1)}: ${value}`
}

function affinityTrouble(text: string, single: boolean): string {
  const has = single ? 'has' : 'have'
  if (text === "node(s) didn't match pod affinity rules") return `${has} no pod nearby that their pod affinity asks for`
  if (text === "node(s) didn't match pod anti-affinity rules") return `already ${has} a pod nearby that their anti-affinity avoids`
  return `${has} a pod nearby whose anti-affinity keeps them away`
}

/** A few words beside the request: what is wanted and what there is. */
export function label(cause: SchedulingCause): { label?: string } {
  const { plugin, subject, needed, nodes } = cause
  const free = mostFree(cause)
  if (plugin === 'TaintToleration') return { label: `no toleration for ${subject}` }
  if (needed === undefined || free === undefined) return {}
  return { label: `${needed} ${subject} needed, ${free} free on ${nodes.length === 1 ? `node ${nodes[0]}` : 'the best node'}` }
}

/** What one node has to offer. */
export function nodePlace(cause: SchedulingCause, { node, free, at }: { node: string; free?: string; at: FieldRef }): string {
  const { plugin, subject } = cause
  if (volumePlugins.has(plugin)) return volumePlace(cause, at)
  if (plugin === 'NodeResourcesFit' && free !== undefined) {
    const allocatable = valueAt(at.resource.object, at.path)
    const of = typeof allocatable === 'string' || typeof allocatable === 'number' ? ` of ${allocatable}` : ''
    return `node ${node} has ${free}${of} ${subject} free`
  }
  if (plugin === 'NodePorts') return `${resourceTitle(at.resource)} holds host port ${subject} on node ${node}`
  if (plugin === 'TaintToleration') return `node ${node} has the taint ${subject}`
  if (plugin === 'NodeUnschedulable') return `node ${node} is cordoned`
  if (plugin === 'NodeDeclaredFeatures') return `node ${node} does not declare ${subject}`
  if (plugin === 'InterPodAffinity') return `${resourceTitle(at.resource)} has such a pod there, by ${subject} of node ${node}`
  if (plugin !== 'NodeAffinity' && plugin !== 'PodTopologySpread') return `node ${node}: ${subject}`
  const value = labelAt(at)
  return value === undefined ? `node ${node} has no label ${subject}` : `node ${node} has ${subject}=${value}`
}

/** Changes of the pod itself. */
const ofPod: ReadonlySet<string> = new Set(['lower-request', 'tolerate-taint', 'remove-node-selector', 'raise-max-skew'])
/** The changes that answer the objections of a plugin, and were tried out. */
const answers: ReadonlyMap<string, SchedulingFailure['remedies'][number]['change']> = new Map([
  ['NodeResourcesFit', 'lower-request'],
  ['TaintToleration', 'tolerate-taint'],
  ['NodeAffinity', 'remove-node-selector'],
])

/** The smallest change: what the node with the fewest objections asks for. */
export function help({ causes, nodes, pending, total, remedies }: SchedulingFailure): string {
  const best = nodes
    .filter(({ plugin }) => plugin !== undefined)
    .sort((a, b) => a.reasons.length - b.reasons.length || rank(a.node) - rank(b.node))[0]
  if (best === undefined) return 'Add a node that fits.'
  const wanted = best.reasons.map(({ text, subject, needed, free, at, by }) => {
    const shared = best.reasons.length === 1 ? causes.find(cause => cause.text === text && cause.subject === subject) : undefined
    const most = shared === undefined ? free : mostFree(shared)
    if (needed !== undefined && most !== undefined && text !== 'Too many pods')
      return most.startsWith('0') || most.startsWith('-') ? '' : `lower ${request(at, subject, needed)} to ${most} or less`
    if (best.plugin === 'TaintToleration') return `tolerate ${subject}`
    if (best.plugin === 'NodeAffinity') return selectable(subject, at, by[0])
    if (best.plugin !== undefined && volumePlugins.has(best.plugin)) return volumeRemedy(text, subject)
    if (best.plugin === 'NodePorts') return `use another host port than ${subject}`
    if (best.plugin === 'NodeDeclaredFeatures') return withoutFeature(at)
    return best.plugin === 'NodeUnschedulable' ? `uncordon node ${best.node}` : ''
  })
  const full = best.reasons.some(({ text }) => text === 'Too many pods')
  const amounts = best.reasons.flatMap(({ text, subject, needed }) =>
    needed === undefined || text === 'Too many pods' ? [] : [`${needed} ${subject}`]
  )
  const answer = answers.get(best.plugin ?? '')
  const isUntried = answer === undefined || answer === 'remove-node-selector' || best.reasons.length > 1
  const helps = isUntried || remedies.some(remedy => remedy.change === answer)
  const first = wanted.includes('') || !helps ? [] : [wanted.join(' and ')]
  const further = remedies.filter(remedy => remedy.change !== answer && ofPod.has(remedy.change)).map(remedy => remedy.sentence)
  const change = [...first, ...further.slice(0, 2)]
  const fewer = pending < total ? [`run ${total - pending} of the ${total} pods`] : []
  const room = [...(full ? ['room for more pods'] : []), ...(amounts.length === 0 ? [] : [`${amounts.join(' and ')} free`])]
  const another = remedies.find(remedy => remedy.change === 'add-node')?.sentence
  const node = room.length > 0 ? `add a node with ${room.join(' and ')}` : (another ?? 'add a node that fits')
  const isOfPod = causes.every(cause => claimTrouble(cause) !== undefined)
  const sentence = isOfPod && change.length > 0 ? change.join(', or ') : [...change, ...fewer, node].join(', or ')
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`

  function rank(name: string): number {
    return causes.findIndex(cause => cause.nodes.includes(name))
  }
}

/** What to write in place of what asks for a feature of the kubelet. */
function withoutFeature(at: FieldRef): string {
  return at.path.at(-1) === 'action' ? 'write action: Restart' : `take ${at.path.at(-1)} out`
}

/** The most that any of the nodes has free. */
function mostFree({ free, by }: SchedulingCause): string | undefined {
  let most = free
  for (const { free: own } of by) {
    const [a, b] = [own, most].map(text => (text === undefined ? undefined : parseQuantity(text)))
    if (typeof a === 'object' && (typeof b !== 'object' || compareQuantities(a, b) > 0)) most = own
  }
  return most
}

/** The label to select instead, where one label of nodeSelector decides. */
function selectable(key: string, at: FieldRef, node: FieldRef | undefined): string {
  const value = node === undefined ? undefined : labelAt(node)
  return value !== undefined && at.path.includes('nodeSelector') ? `write ${key}: ${value}` : 'select labels that a node has'
}

function labelAt(at: FieldRef): string | undefined {
  const value = valueAt(at.resource.object, at.path)
  return typeof value === 'string' ? value : undefined
}

/** The request to change: one container's, where it asks for all of it. */
function request(at: FieldRef, resource: string, needed: string): string {
  const list = String(at.path.at(-2) ?? 'requests')
  return String(valueAt(at.resource.object, at.path)) === needed
    ? `${list}.${resource}`
    : `the ${resource} ${list} of its containers from ${needed}`
}

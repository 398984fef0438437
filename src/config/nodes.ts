import { quantityError } from '../k8s/quantity.ts'
import { shown } from './option-reader.ts'
import { UsageError } from './settings.ts'

/** What one `--nodes` adds: so many nodes, all alike. */
export interface NodeSpec {
  readonly count: number
  /** Resource name to quantity, as written. */
  readonly resources: readonly (readonly [string, string])[]
  readonly labels: readonly (readonly [string, string])[]
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
}

/** A text as `load` gives it, for the objects that flags declare. */
export interface NodesInput {
  readonly path: string
  readonly text: string
}

/** What a kubelet allows where it is not told otherwise. */
const podsOfKubelet = '110'
/** The most nodes that Kubernetes is built for. */
const mostNodes = 5000
const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const example = '3:cpu=4,memory=16Gi,label.zone=a,taint.gpu=true:NoSchedule'

/** Reads `[COUNT:]RESOURCE=QUANTITY,label.KEY=VALUE,taint.KEY=[VALUE:]EFFECT`; `title` is the option that holds them. */
export function parseNodes(texts: readonly string[], title = '--nodes'): readonly NodeSpec[] {
  const specs = texts.map(text => parseSpec(text, title))
  const total = specs.reduce((sum, spec) => sum + spec.count, 0)
  if (total <= mostNodes) return specs
  throw new UsageError(`${title} adds ${total} nodes: at most ${mostNodes} are possible.`)
}

/** The nodes as manifests: Ready, with a kubelet's own labels, named `added-node-1` and so on. */
export function nodeManifests(texts: readonly string[]): NodesInput {
  const items = parseNodes(texts).flatMap(spec => Array.from({ length: spec.count }, () => spec))
  const nodes = items.map((spec, index) => nodeManifest(spec, `added-node-${index + 1}`))
  return { path: '--nodes', text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: nodes }) }
}

function nodeManifest(spec: NodeSpec, name: string): unknown {
  const labels = new Map([['kubernetes.io/hostname', name], ['kubernetes.io/os', 'linux'], ['kubernetes.io/arch', 'amd64'], ...spec.labels])
  const resources = Object.fromEntries([['pods', podsOfKubelet], ...spec.resources])
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: Object.fromEntries(labels) },
    ...(spec.taints.length > 0 && { spec: { taints: spec.taints } }),
    status: { capacity: resources, allocatable: resources, conditions: [{ type: 'Ready', status: 'True' }] },
  }
}

function parseSpec(text: string, title: string): NodeSpec {
  const refuse = (problem: string): never => {
    throw new UsageError(`${title} ${shown(text)} ${problem}. Write it like ${example}.`)
  }
  const [, countText = '1', rest = ''] = /^(?:(\d+):)?(.*)$/s.exec(text) ?? []
  const count = Number(countText)
  if (count < 1 || count > mostNodes) refuse(`must add 1 to ${mostNodes} nodes`)
  const resources: [string, string][] = []
  const labels: [string, string][] = []
  const taints: NodeSpec['taints'][number][] = []
  for (const pair of rest.split(',')) {
    const at = pair.indexOf('=')
    const key = pair.slice(0, at)
    const value = pair.slice(at + 1)
    if (at < 1) refuse(`has ${shown(pair)} where NAME=VALUE is wanted`)
    else if (key.startsWith('label.')) labels.push([key.slice('label.'.length), value])
    else if (key.startsWith('taint.')) taints.push(parseTaint(key.slice('taint.'.length), value, refuse))
    else if (quantityError(value) === undefined) resources.push([key, value])
    else refuse(`gives ${shown(key)} the value ${shown(value)}, which is no quantity`)
  }
  return { count, resources, labels, taints }
}

function parseTaint(key: string, text: string, refuse: (problem: string) => never): NodeSpec['taints'][number] {
  const colon = text.lastIndexOf(':')
  const effect = text.slice(colon + 1)
  if (!taintEffects.includes(effect)) refuse(`gives the taint ${shown(key)} no effect: ${taintEffects.join(', ')}`)
  return colon === -1 ? { key, effect } : { key, value: text.slice(0, colon), effect }
}

import { isObject, shown } from './option-reader.ts'
import { UsageError } from './settings.ts'

/** What a real cluster chose: the node of one pod, or of an owner's pods in the order of their creation; null where a pod was left pending. */
export type RecordedPlacement =
  | { readonly namespace: string; readonly pod: string; readonly node?: string | null; readonly ips?: readonly string[] }
  | {
      readonly owner: { readonly kind: string; readonly namespace: string; readonly name: string }
      readonly nodes: readonly (string | null)[]
    }

/** Checks the content of a placements file or of a job's `placements`. */
export function parsePlacements(raw: unknown): readonly RecordedPlacement[] {
  if (!Array.isArray(raw)) throw new UsageError(`placements must be a list, not ${shown(raw)}.`)
  return raw.map((item, index) => placementOf(item) ?? refuse(index, item))
}

function refuse(index: number, item: unknown): never {
  const wanted = '{ "namespace", "pod", "node" and/or "ips" } or { "owner": { "kind", "namespace", "name" }, "nodes" }'
  throw new UsageError(`placements[${index}] must be ${wanted}, not ${shown(item)}.`)
}

function placementOf(item: unknown): RecordedPlacement | undefined {
  if (!isObject(item)) return undefined
  const { namespace, pod, node, ips, owner, nodes } = item
  if (isObject(owner)) {
    const { kind, name } = owner
    const isOwner = isText(kind) && isText(name) && isText(owner['namespace'])
    const isNodes = Array.isArray(nodes) && nodes.every(isNode)
    return isOwner && isNodes ? { owner: { kind, namespace: String(owner['namespace']), name }, nodes } : undefined
  }
  if (!isText(namespace) || !isText(pod)) return undefined
  if (!(node === undefined || isNode(node)) || !(ips === undefined || (Array.isArray(ips) && ips.every(isText)))) return undefined
  return { namespace, pod, ...(node !== undefined && { node }), ...(ips !== undefined && { ips }) }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNode(value: unknown): value is string | null {
  return value === null || isText(value)
}

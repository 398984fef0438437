import { Mapping as OwnMapping } from '../source/mapping.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

/** Lists whose items are told apart by a key: those of built-in kinds. Mirrors `patchMergeKey` of k8s.io/api types, v1.36. */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['ports', ['containerPort', 'port']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['imagePullSecrets', ['name']],
  ['secrets', ['name']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['resourceClaims', ['name']],
  ['webhooks', ['name']],
])
/** Lists of texts that a patch adds to. */
const sets: ReadonlySet<string> = new Set(['finalizers'])
const deepest = 100

/**
 * What a strategic merge patch makes of a value; undefined where it deletes it. New items of lists come last, so that those of the text keep
 * their places. Lists of kinds that are not built in are replaced.
 */
export function strategicMerge(value: unknown, patch: unknown, isBuiltIn: boolean, key = '', depth = 0): unknown {
  if (patch === null || depth > deepest) return undefined
  if (Array.isArray(patch)) return mergedList(value, patch, isBuiltIn, key, depth)
  if (!isMapping(patch)) return patch
  const directive = ownValue(patch, '$patch')
  if (directive === 'delete') return undefined
  const merged = Object.assign(new OwnMapping(), directive === 'replace' || !isMapping(value) ? {} : value) as Record<string, unknown>
  for (const [name, part] of Object.entries(patch)) {
    if (name.startsWith('$')) continue
    const changed = strategicMerge(ownValue(merged, name), part, isBuiltIn, name, depth + 1)
    if (changed === undefined) delete merged[name]
    else merged[name] = changed
  }
  return merged
}

function mergedList(value: unknown, patch: readonly unknown[], isBuiltIn: boolean, key: string, depth: number): unknown {
  const items = patch.filter(item => !(isMapping(item) && ownValue(item, '$patch') === 'replace' && Object.keys(item).length === 1))
  if (!Array.isArray(value) || items.length < patch.length) return items.filter(item => !isDeletion(item))
  if (sets.has(key)) return [...value, ...items.filter(item => !value.includes(item))]
  const told = isBuiltIn
    ? mergeKeys.get(key)?.find(name => [...value, ...items].every(item => isMapping(item) && hasScalar(item, name)))
    : undefined
  if (told === undefined) return items
  const byKey = new Map<unknown, unknown>(value.map((item: Mapping) => [idOf(item, told), item]))
  for (const item of items as readonly Mapping[]) {
    const id = idOf(item, told)
    const changed = strategicMerge(byKey.get(id), item, isBuiltIn, '', depth + 1)
    if (changed === undefined) byKey.delete(id)
    else byKey.set(id, changed)
  }
  return [...byKey.values()]
}

function isDeletion(item: unknown): boolean {
  return isMapping(item) && ownValue(item, '$patch') === 'delete'
}

function hasScalar(item: Mapping, name: string): boolean {
  const id = ownValue(item, name)
  return typeof id === 'string' || typeof id === 'number'
}

/** Ports of one number are told apart by their protocol. */
function idOf(item: Mapping, name: string): unknown {
  const id = ownValue(item, name)
  return name === 'containerPort' || name === 'port' ? `${String(id)}/${String(ownValue(item, 'protocol') ?? 'TCP')}` : id
}

import type { KubernetesObject } from '../../k8s/types.ts'

type Path = readonly (string | number)[]

/** What stands for values that a server made up, and something that can be decoded in its place. */
const standIns: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  ['<time>', '2000-01-01T00:00:00Z'],
  ['<nodePort>', 30_000],
])
const deepest = 200

/** A value that was printed as a server would keep it, made fit to be decoded; and its placeholders put back afterwards. */
export interface Decodable {
  readonly value: unknown
  restore(object: KubernetesObject): KubernetesObject
}

/** The value with stand-ins; undefined where it has no placeholders. */
export function withoutPlaceholders(value: unknown): Decodable | undefined {
  const found: { readonly path: Path; readonly placeholder: unknown }[] = []
  const replaced = replace(value, [], (part, path) => {
    if (typeof part !== 'string' || !standIns.has(part)) return part
    found.push({ path, placeholder: part })
    return standIns.get(part)
  })
  if (found.length === 0) return undefined
  return { value: replaced, restore: object => found.reduce((whole, { path, placeholder }) => put(whole, path, placeholder), object) }
}

function replace(value: unknown, path: Path, by: (part: unknown, path: Path) => unknown): unknown {
  if (path.length > deepest) return value
  if (Array.isArray(value)) return value.map((item, index) => replace(item, [...path, index], by))
  if (typeof value !== 'object' || value === null) return by(value, path)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part, [...path, key], by)]))
}

/** The object with a placeholder where decoding has kept the stand-in. */
function put<T>(object: T, [step, ...rest]: Path, placeholder: unknown): T {
  if (step === undefined) return standIns.get(placeholder) === object ? (placeholder as T) : object
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, step)) return object
  const member = (object as Readonly<Record<string | number, unknown>>)[step]
  const changed = put(member, rest, placeholder)
  if (changed === member) return object
  if (Array.isArray(object)) return object.map((item, index) => (index === step ? changed : item)) as T
  return { ...object, [step]: changed }
}

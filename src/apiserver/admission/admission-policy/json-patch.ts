import { type CelValue, deepEqual, isKind, toJson, valuesOf } from '../../../cel/index.ts'
import type { Patched } from './apply-configuration.ts'
import { typeMismatch } from './apply-configuration.ts'

type Container = Record<string, unknown> | unknown[]
interface Operation {
  readonly op: string
  readonly path: string
  readonly from: string
  readonly value: unknown
}

/** What holds a value, and under which key. */
interface Place {
  readonly parent: Container
  readonly key: string
}

const missing = 'missing value'
const invalidIndex = 'invalid index referenced'

class PatchError extends Error {}
class TestFailed extends Error {}

/** Applies the list of operations that an expression evaluates to. Mirrors apiserver pkg/admission/plugin/policy/mutating/patch/json_patch.go Patch, and evanphx/json-patch v4. */
export function applyJsonPatch(value: CelValue, object: unknown): Patched {
  const operations: Operation[] = []
  for (const item of isKind(value, 'list') ? valuesOf(value) : []) {
    const member = (name: string): CelValue | undefined => (isKind(item, 'map') ? item.get(name) : undefined)
    const given = member('value')
    const mismatch = given === undefined || !isKind(given, 'map') || given.type === undefined ? undefined : typeMismatch(given, given.type)
    if (mismatch !== undefined) return { error: `type mismatch: ${mismatch}` }
    const [op = '', path = '', from = ''] = [member('op'), member('path'), member('from')].map(part => String(part ?? ''))
    operations.push({ op, path, from, value: given === undefined ? undefined : toJson(given) })
  }
  const document = structuredClone(object) as Container
  try {
    for (const operation of operations) apply(operation, document)
  } catch (error) {
    if (error instanceof TestFailed) return { object }
    if (error instanceof PatchError) return { error: `JSON Patch: ${error.message}` }
    throw error
  }
  return { object: document }
}

function apply(operation: Operation, document: Container): void {
  const { op, path, from, value } = operation
  const target = (otherwise: string): Place => find(document, path, otherwise)
  if (op === 'add')
    put(target(`add operation does not apply: doc is missing path: "${path}"`), value ?? null, `error in add for path: '${path}'`)
  else if (op === 'remove')
    take(target(`remove operation does not apply: doc is missing path: "${path}"`), `error in remove for path: '${path}'`)
  else if (op === 'replace') replace(target(`replace operation does not apply: doc is missing path: ${path}`), operation)
  else if (op === 'test') {
    const { parent, key } = target(`test operation does not apply: is missing path: ${path}`)
    const found = within(`error in test for path: '${path}'`, () => get(parent, key))
    if (!deepEqual(found ?? null, value ?? null)) throw new TestFailed()
  } else if (op === 'move') {
    const source = find(document, from, `move operation does not apply: doc is missing from path: ${from}`)
    const moved = within(`error in move for path: '${source.key}'`, () => get(source.parent, source.key))
    take(source, `error in move for path: '${source.key}'`)
    put(target(`move operation does not apply: doc is missing destination path: ${path}`), moved, `error in move for path: '${path}'`)
  } else if (op === 'copy') {
    const source = find(document, from, `copy operation does not apply: doc is missing from path: ${from}`)
    const copied = within(`error in copy for from: '${from}'`, () => get(source.parent, source.key))
    const place = target(`copy operation does not apply: doc is missing destination path: ${path}`)
    put(place, structuredClone(copied), 'error while adding value during copy')
  } else throw new PatchError(`Unexpected kind: ${op}`)
}

function put({ parent, key }: Place, value: unknown, where: string): void {
  within(where, () => add(parent, key, value))
}

function take({ parent, key }: Place, where: string): void {
  within(where, () => remove(parent, key))
}

function replace({ parent, key }: Place, { path, value }: Operation): void {
  if (!has(parent, key)) throw new PatchError(`replace operation does not apply: doc is missing key: ${path}: ${missing}`)
  set(parent, key, value ?? null)
}

/** What holds the value that a path leads to, and under which key. */
function find(document: Container, path: string, otherwise: string): Place {
  const [, ...steps] = path.split('/').map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = steps.pop()
  let parent: unknown = document
  for (const step of steps) parent = isContainer(parent) && has(parent, step) ? parent[step as never] : undefined
  if (!isContainer(parent) || key === undefined) throw new PatchError(`${otherwise}: ${missing}`)
  return { parent, key }
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function has(parent: Container, key: string): boolean {
  return Array.isArray(parent) ? /^\d+$/.test(key) && Number(key) < parent.length : Object.hasOwn(parent, key)
}

function get(parent: Container, key: string): unknown {
  if (Array.isArray(parent)) return parent[indexOf(parent.length, key)]
  if (!Object.hasOwn(parent, key)) throw new PatchError(`unable to get nonexistent key: ${key}: ${missing}`)
  return parent[key]
}

function set(parent: Container, key: string, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(key)] = value
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}

function add(parent: Container, key: string, value: unknown): void {
  if (!Array.isArray(parent)) set(parent, key, value)
  else if (key === '-') parent.push(value)
  else parent.splice(indexOf(parent.length + 1, key), 0, value)
}

function remove(parent: Container, key: string): void {
  if (Array.isArray(parent)) parent.splice(indexOf(parent.length, key), 1)
  else if (Object.hasOwn(parent, key)) delete parent[key]
  else throw new PatchError(`Unable to remove nonexistent key: ${key}: ${missing}`)
}

/** An index below a length; a negative one counts from the end. */
function indexOf(length: number, key: string): number {
  if (!/^[+-]?\d+$/.test(key))
    throw new PatchError(`value was not a proper array index: '${key}': strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`)
  const index = Number(key)
  if (index >= length || index < -length) throw new PatchError(`Unable to access invalid index: ${index}: ${invalidIndex}`)
  return index < 0 ? index + length : index
}

function within<T>(where: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof PatchError) throw new PatchError(`${where}: ${error.message}`)
    throw error
  }
}

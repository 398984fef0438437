import { Mapping as OwnMapping } from '../source/mapping.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

type Change = (parent: unknown, step: string) => unknown

/** What a list of operations makes of a value (RFC 6902); undefined where one of them cannot be made, for then the tool refuses them all. */
export function jsonPatched(value: unknown, operations: readonly unknown[]): unknown {
  let patched = value
  for (const operation of operations) {
    if (!isMapping(operation)) return undefined
    const path = stepsOf(ownValue(operation, 'path'))
    if (path === undefined || path.length === 0) return undefined
    const change = changeOf(operation, patched)
    const next = change === undefined ? undefined : changedAt(patched, path, change)
    if (next === undefined) return undefined
    patched = next
  }
  return patched
}

function changeOf(operation: Mapping, whole: unknown): Change | undefined {
  const value = ownValue(operation, 'value')
  switch (ownValue(operation, 'op')) {
    case 'add':
      return (parent, step) => inserted(parent, step, value)
    case 'replace':
      return (parent, step) => replaced(parent, step, value)
    case 'remove':
      return removed
    case 'copy': {
      const from = stepsOf(ownValue(operation, 'from'))
      const copied = from?.reduce<unknown>(childOf, whole)
      return copied === undefined ? undefined : (parent, step) => inserted(parent, step, copied)
    }
    case 'test':
      return parent => parent
    default:
      return undefined
  }
}

function stepsOf(pointer: unknown): readonly string[] | undefined {
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) return undefined
  return pointer
    .slice(1)
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function childOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)]
  return isMapping(value) ? ownValue(value, step) : undefined
}

/** A copy in which the parent of what the steps lead to is changed. */
function changedAt(value: unknown, steps: readonly string[], change: Change): unknown {
  const parents = [value]
  for (const step of steps.slice(0, -1)) parents.push(childOf(parents.at(-1), step))
  let changed = change(parents.pop(), steps.at(-1)!)
  for (let at = parents.length - 1; at >= 0 && changed !== undefined; at--) changed = replaced(parents[at], steps[at]!, changed)
  return changed
}

function inserted(parent: unknown, step: string, value: unknown): unknown {
  if (!Array.isArray(parent)) return isMapping(parent) ? withMember(parent, step, value) : undefined
  const at = step === '-' ? parent.length : Number(step)
  return at >= 0 && at <= parent.length ? [...parent.slice(0, at), value, ...parent.slice(at)] : undefined
}

function replaced(parent: unknown, step: string, value: unknown): unknown {
  if (!Array.isArray(parent)) return isMapping(parent) ? withMember(parent, step, value) : undefined
  return Number(step) < parent.length ? parent.map((item, at) => (at === Number(step) ? value : item)) : undefined
}

function removed(parent: unknown, step: string): unknown {
  if (Array.isArray(parent)) return Number(step) < parent.length ? parent.filter((_, at) => at !== Number(step)) : undefined
  if (!isMapping(parent) || !Object.hasOwn(parent, step)) return undefined
  const copy = Object.assign(new OwnMapping(), parent) as Record<string, unknown>
  delete copy[step]
  return copy
}

function withMember(parent: Mapping, step: string, value: unknown): Mapping {
  const copy = Object.assign(new OwnMapping(), parent) as Record<string, unknown>
  copy[step] = value
  return copy
}

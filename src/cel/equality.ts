import { compareQuantities } from '../k8s/quantity.ts'
import { deepEqual } from './json-values.ts'
import { sameAuthorization } from './library/authorization-values.ts'
import { compareSemver } from './library/semver-values.ts'
import { type CelList, type CelMap, type CelValue, isKind, type Tagged } from './values.ts'

/** `left == right`: numbers compare across types, all else differs by type. Mirrors cel-go common/types Equal, v0.26. */
export function equal(left: CelValue, right: CelValue): boolean {
  const compared = compareNumbers(left, right)
  if (compared !== undefined) return compared === 0
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right
  if (left.kind === 'unknown') return deepEqual(left.data, isKind(right, 'unknown') ? right.data : undefined)
  if (left.kind !== right.kind) return false
  return equalKinds(left, right as typeof left)
}

function equalKinds<T extends Extract<CelValue, { kind: string }>>(left: T, right: T): boolean {
  switch (left.kind) {
    case 'list':
      return equalLists(left, right as Tagged<'list'>)
    case 'map':
      return equalMaps(left, right as Tagged<'map'>)
    case 'bytes':
      return Buffer.from(left.bytes).equals((right as Tagged<'bytes'>).bytes)
    case 'timestamp':
      return left.seconds === (right as Tagged<'timestamp'>).seconds && left.nanos === (right as Tagged<'timestamp'>).nanos
    case 'duration':
      return left.nanos === (right as Tagged<'duration'>).nanos
    case 'type':
      return left.name === (right as Tagged<'type'>).name
    case 'optional':
      return equalOptionals(left, right as Tagged<'optional'>)
    case 'quantity':
      return compareQuantities(left.quantity, (right as Tagged<'quantity'>).quantity) === 0
    case 'url':
      return left.url.text === (right as Tagged<'url'>).url.text
    case 'ip':
      return left.ip.text === (right as Tagged<'ip'>).ip.text
    case 'cidr':
      return left.cidr.text === (right as Tagged<'cidr'>).cidr.text
    case 'format':
      return left.format.name === (right as Tagged<'format'>).format.name
    case 'semver':
      return compareSemver(left.semver, (right as Tagged<'semver'>).semver) === 0
    case 'authorization':
      return sameAuthorization(left.authorization, (right as Tagged<'authorization'>).authorization)
    default:
      return false
  }
}

function equalOptionals(left: Tagged<'optional'>, right: Tagged<'optional'>): boolean {
  if (left.value === undefined || right.value === undefined) return left.value === right.value
  return equal(left.value, right.value)
}

function equalLists(left: CelList, right: CelList): boolean {
  if (left.equals !== undefined) return left.equals(right)
  if (left.size !== right.size) return false
  for (let index = 0; index < left.size; index++) if (!equal(left.at(index), right.at(index))) return false
  return true
}

function equalMaps(left: CelMap, right: CelMap): boolean {
  if (left.size !== right.size) return false
  return left.keys().every(key => {
    const mine = left.get(key)
    const theirs = right.get(key)
    return mine === undefined || theirs === undefined ? mine === theirs : equal(mine, theirs)
  })
}

/** Orders two numbers of any numeric types; undefined where one is no number, NaN where they have no order. */
export function compareNumbers(left: CelValue, right: CelValue): number | undefined {
  const mine = numberOf(left)
  const theirs = numberOf(right)
  if (mine === undefined || theirs === undefined) return undefined
  if (Number.isNaN(mine) || Number.isNaN(theirs)) return Number.NaN
  return mine < theirs ? -1 : mine > theirs ? 1 : 0
}

function numberOf(value: CelValue): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value
  return isKind(value, 'uint') ? value.value : undefined
}

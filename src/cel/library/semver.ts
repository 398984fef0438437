import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelValue, celError, isKind } from '../values.ts'
import { compareSemver, parseLooseSemver, parseSemver, type SemverValue } from './semver-values.ts'

function read(args: readonly CelValue[]): SemverValue | { readonly error: string } | undefined {
  const [text, loose] = args
  if (typeof text !== 'string' || (loose !== undefined && typeof loose !== 'boolean')) return undefined
  return loose === true ? parseLooseSemver(text) : parseSemver(text)
}

function pair(of: (order: number) => CelValue): CelFunction {
  return ([left, right]) => (isKind(left, 'semver') && isKind(right, 'semver') ? of(compareSemver(left.semver, right.semver)) : undefined)
}

function part(name: 'major' | 'minor' | 'patch'): CelFunction {
  return ([value]) => (isKind(value, 'semver') ? value.semver[name] : undefined)
}

/** Semantic versions. Mirrors apiserver pkg/cel/library/semverlib.go, v1.36. */
export const semverFunctions: FunctionTable = {
  semver: args => {
    const version = read(args)
    return version === undefined ? undefined : 'error' in version ? celError(version.error) : { kind: 'semver', semver: version }
  },
  isSemver: args => {
    const version = read(args)
    return version === undefined ? undefined : !('error' in version)
  },
  isGreaterThan: pair(order => order > 0),
  isLessThan: pair(order => order < 0),
  compareTo: pair(order => BigInt(order)),
  major: part('major'),
  minor: part('minor'),
  patch: part('patch'),
}

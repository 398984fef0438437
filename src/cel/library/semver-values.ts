/** A semantic version. */
export interface SemverValue {
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly pre: readonly string[]
}

const digits = /^[0-9]+$/
const mostNumber = 2n ** 64n - 1n

/** Reads a semantic version, or says why the text is none. Mirrors github.com/blang/semver/v4 Parse, v4.0.0. */
export function parseSemver(text: string): SemverValue | { readonly error: string } {
  if (text === '') return { error: 'Version string empty' }
  const parts = splitThree(text)
  if (parts.length !== 3) return { error: 'No Major.Minor.Patch elements found' }
  const [major, minor, rest] = parts as [string, string, string]
  const plus = rest.indexOf('+')
  const build = plus < 0 ? [] : rest.slice(plus + 1).split('.')
  const unbuilt = plus < 0 ? rest : rest.slice(0, plus)
  const dash = unbuilt.indexOf('-')
  const pre = dash < 0 ? [] : unbuilt.slice(dash + 1).split('.')
  const patch = dash < 0 ? unbuilt : unbuilt.slice(0, dash)
  const error = numberError('Major', major) ?? numberError('Minor', minor) ?? numberError('Patch', patch) ?? tagError(pre, build)
  return error === undefined ? { major: BigInt(major), minor: BigInt(minor), patch: BigInt(patch), pre } : { error }
}

function splitThree(text: string): string[] {
  const [first, second, ...rest] = text.split('.')
  return second === undefined ? [first!] : rest.length === 0 ? [first!, second] : [first!, second, rest.join('.')]
}

function numberError(name: string, text: string): string | undefined {
  if (!digits.test(text) && text !== '') return `Invalid character(s) found in ${name.toLowerCase()} number ${JSON.stringify(text)}`
  if (text.length > 1 && text.startsWith('0')) return `${name} number must not contain leading zeroes ${JSON.stringify(text)}`
  if (text === '') return 'strconv.ParseUint: parsing "": invalid syntax'
  return text.length > 20 || BigInt(text) > mostNumber
    ? `strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range`
    : undefined
}

function tagError(pre: readonly string[], build: readonly string[]): string | undefined {
  for (const tag of pre) {
    if (tag === '') return 'Prerelease is empty'
    if (digits.test(tag) && tag.length > 1 && tag.startsWith('0'))
      return `Numeric PreRelease version must not contain leading zeroes ${JSON.stringify(tag)}`
    if (!/^[0-9A-Za-z-]+$/.test(tag)) return `Invalid character(s) found in prerelease ${JSON.stringify(tag)}`
  }
  for (const tag of build) {
    if (tag === '') return 'Build meta data is empty'
    if (!/^[0-9A-Za-z-]+$/.test(tag)) return `Invalid character(s) found in build meta data ${JSON.stringify(tag)}`
  }
  return undefined
}

/** Reads a version that may start with `v`, be short, or have leading zeros. Mirrors apiserver pkg/cel/library/semverlib.go normalizeAndParse, v1.36. */
export function parseLooseSemver(text: string): SemverValue | { readonly error: string } {
  const parts = splitThree(text.replace(/^v/, '')).map(withoutZeros)
  if (parts.length < 3 && /[+-]/.test(parts.at(-1)!)) return { error: 'short version cannot contain PreRelease/Build meta data' }
  while (parts.length < 3) parts.push('0')
  return parseSemver(parts.join('.'))
}

function withoutZeros(part: string): string {
  if (part.length < 2) return part
  const trimmed = part.replace(/^0+/, '')
  return /^[0-9]/.test(trimmed) ? trimmed : `0${trimmed}`
}

/** Orders two versions. */
export function compareSemver(left: SemverValue, right: SemverValue): -1 | 0 | 1 {
  return (
    order(left.major, right.major) || order(left.minor, right.minor) || order(left.patch, right.patch) || comparePre(left.pre, right.pre)
  )
}

function order<T extends bigint | number | string>(left: T, right: T): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0
}

function comparePre(left: readonly string[], right: readonly string[]): -1 | 0 | 1 {
  if (left.length === 0 || right.length === 0)
    return order(right.length === 0 ? 0 : 1, left.length === 0 ? 0 : 1) === 0 ? 0 : left.length === 0 ? 1 : -1
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [mine, theirs] = [left[index]!, right[index]!]
    const [mineNumeric, theirsNumeric] = [digits.test(mine), digits.test(theirs)]
    const found =
      mineNumeric && theirsNumeric ? order(BigInt(mine), BigInt(theirs)) : mineNumeric ? -1 : theirsNumeric ? 1 : order(mine, theirs)
    if (found !== 0) return found
  }
  return order(left.length, right.length)
}

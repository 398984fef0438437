import { type CharacterTest, RegexError } from './nodes.ts'

const digit: CharacterTest = code => code >= 0x30 && code <= 0x39
const space: CharacterTest = code => code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b)

/** Letters, digits and `_` of ASCII. */
export const word: CharacterTest = code => digit(code) || letter(code) || code === 0x5f

function letter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}

/** `\d`, `\s`, `\w` and their opposites. */
export const perlClasses: ReadonlyMap<string, CharacterTest> = new Map([
  ['d', digit],
  ['D', not(digit)],
  ['s', space],
  ['S', not(space)],
  ['w', word],
  ['W', not(word)],
])

/** `[:alpha:]` and its like, by name. */
export const namedClasses: ReadonlyMap<string, CharacterTest> = new Map([
  ['alnum', code => digit(code) || letter(code)],
  ['alpha', letter],
  ['ascii', code => code < 0x80],
  ['blank', code => code === 0x20 || code === 0x09],
  ['cntrl', code => code < 0x20 || code === 0x7f],
  ['digit', digit],
  ['graph', code => code > 0x20 && code < 0x7f],
  ['lower', code => code >= 0x61 && code <= 0x7a],
  ['print', code => code >= 0x20 && code < 0x7f],
  ['punct', code => code > 0x20 && code < 0x7f && !digit(code) && !letter(code)],
  ['space', code => code === 0x20 || (code >= 0x09 && code <= 0x0d)],
  ['upper', code => code >= 0x41 && code <= 0x5a],
  ['word', word],
  ['xdigit', code => digit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66)],
])

/** What a class does not hold. */
export function not(test: CharacterTest): CharacterTest {
  return code => !test(code)
}

/** A class that holds the other case of its characters too. */
export function foldCase(test: CharacterTest): CharacterTest {
  return code => test(code) || variantsOf(code).some(test)
}

function variantsOf(code: number): number[] {
  const character = String.fromCodePoint(code)
  const variants = [character.toLowerCase(), character.toUpperCase()]
  const special = code === 0x4b || code === 0x6b ? [0x212a] : code === 0x53 || code === 0x73 ? [0x17f] : []
  return [...variants.filter(text => [...text].length === 1).map(text => text.codePointAt(0)!), ...special]
}

/** A Unicode category or script by its name. */
export function unicodeClass(name: string, written: string): CharacterTest {
  if (name === 'Any') return () => true
  const pattern = unicodePattern(name)
  if (pattern === undefined) throw new RegexError('invalid character class range', written)
  return code => pattern.test(String.fromCodePoint(code))
}

function unicodePattern(name: string): RegExp | undefined {
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return undefined
  try {
    return new RegExp(name.length <= 2 ? `^\\p{General_Category=${name}}$` : `^\\p{Script=${name}}$`, 'u')
  } catch {
    return undefined
  }
}

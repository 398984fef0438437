import { type Token, tokensOf } from './tokens.ts'

/** A place where a text names something of its outermost scope. */
export interface Reference {
  readonly name: string
  readonly start: number
  /**
   * How it stands there: called, as a member of an object that has its name, or one of another name, where no function has to run for the object
   * to be made, or otherwise.
   */
  readonly as: 'called' | 'member' | 'property' | 'value'
}

/** What stands before a field of a class. */
const beginning = new Set(['{', '}', ';', 'static'])
const declaring = new Set(['var', 'let', 'const', 'function', 'class'])

/**
 * Where a text names any of these without declaring it. Nothing else in the text has one of the names: esbuild gives what is local another name
 * than what is not.
 */
export function referencesTo(names: { has(name: string): boolean }, text: string): readonly Reference[] {
  const tokens = tokensOf(text)
  const opening = openings(tokens)
  return tokens.flatMap(({ kind, text: name, start }, index): Reference[] => {
    if (kind !== 'word' || !names.has(name)) return []
    const before = tokens[index - 1]?.text ?? ''
    const after = tokens[index + 1]?.text ?? ''
    if (before === '.' || before === '?.' || declaring.has(before) || (before === '*' && tokens[index - 2]?.text === 'function')) return []
    const { sign, inFunction } = opening[index]!
    const inBraces = sign === '{' && (before === '{' || before === ',')
    if (inBraces && after === ':') return []
    if (beginning.has(before) && (after === '=' || after === ';')) return []
    if (inBraces && (after === ',' || after === '}')) return [{ name, start, as: 'member' }]
    if (sign === '{' && before === ':' && (after === ',' || after === '}') && isKey(tokens, index - 2) && !inFunction)
      return [{ name, start, as: 'property' }]
    if (after !== '(') return [{ name, start, as: 'value' }]
    if (isMethod(tokens, index)) return []
    return [{ name, start, as: before === 'new' ? 'value' : 'called' }]
  })
}

interface Opening {
  readonly sign: string
  /** Whether a function has to run to get there. */
  readonly inFunction: boolean
}

const outermost: Opening = { sign: '', inFunction: false }

/** The bracket that each token stands in. */
function openings(tokens: readonly Token[]): readonly Opening[] {
  const open = [outermost]
  const enter = (sign: string, index: number): void => {
    const before = tokens[index - 1]?.text
    open.push({ sign, inFunction: open.at(-1)!.inFunction || before === '=>' || (sign === '{' && before === ')') })
  }
  return tokens.map(({ kind, text }, index) => {
    const closes = kind === 'template' ? text.startsWith('}') : kind === 'sign' && (text === ')' || text === ']' || text === '}')
    if (closes) open.pop()
    const own = open.at(-1)!
    const opens = kind === 'template' ? text.endsWith('${') : kind === 'sign' && (text === '(' || text === '[' || text === '{')
    if (opens) enter(kind === 'template' ? '${' : text, index)
    return own
  })
}

function isKey(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text
  return tokens[index]?.kind === 'word' && (before === '{' || before === ',')
}

/** Whether a name before a bracket is that of a method, which is declared there. */
function isMethod(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? ''
  if (!['{', '}', ',', ';', '*', 'get', 'set', 'async', 'static'].includes(before)) return false
  let depth = 0
  for (let at = index + 1; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!
    if (kind !== 'sign') continue
    if (text === '(') depth++
    if (text === ')' && --depth === 0) return tokens[at + 1]?.text === '{'
  }
  return false
}

/** The members of plain objects, each on one line, as getters of other expressions than their names. */
export function gettersIn(text: string, expression: (name: string) => string | undefined): string {
  return text.replace(/(?<=[{,] ?)([\w$]+)(?:: ([\w$]+))?(?= ?[,}])/g, (whole, key: string, value = key) => {
    const found = expression(value)
    return found === undefined ? whole : `get ${key}() { return ${found}; }`
  })
}

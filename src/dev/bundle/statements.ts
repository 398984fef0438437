import { referencesTo } from './references.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A statement of the outermost scope of a bundled file, as esbuild prints it. */
export interface Statement {
  readonly text: string
  /** Where it begins in the file. */
  readonly at: number
  /** The one thing that it declares. */
  readonly name?: string
  /** All that it declares. */
  readonly names: readonly string[]
  readonly kind: 'function' | 'variable' | 'import' | 'other'
  /** Whatever could be a name of something else in it. */
  readonly words: ReadonlySet<string>
  /** The source file that it comes from. */
  readonly module: string
}

const declaration = /^(?:(?:async )?(function)\*? ([\w$]+)\(|(?:var|let|const) ([\w$]+)(?: =|;))/

const everything = { has: () => true }
const word = /[\w$]+/g
const pattern = /^(?:var|let|const) [[{]([^=]*)[\]}] = /
const field = /^ {2}[\w$]+ = /gm

/** The statements of a file that is not minified: each begins a line without a blank before it, and what is in it is indented. */
export function statementsOf(text: string): readonly Statement[] {
  const plain = without(['template'], text)
  const starts = [...plain.matchAll(/^[^\s})\]]/gm)].map(match => match.index)
  let module = ''
  return starts.flatMap((at, index) => {
    const own = text.slice(at, starts[index + 1] ?? text.length)
    const comment = /^\/\/ (\S+)\n/.exec(own)
    if (comment !== null) {
      module = comment[1]!
      return []
    }
    return [statement(own, at, module)]
  })
}

function statement(text: string, at: number, module: string): Statement {
  const words = new Set(referencesTo(everything, text).map(reference => reference.name))
  const [, isFunction, functionName, variable] = declaration.exec(text) ?? []
  if (isFunction !== undefined) return { text, at, name: functionName!, names: [functionName!], kind: 'function', words, module }
  if (variable === undefined) return { text, at, names: pattern.exec(text)?.[1]?.match(word) ?? [], kind: 'other', words, module }
  const kind = /^var [\w$]+ = (?:__toESM\()?require\("[^"]+"\)\)?;\s*$/.test(text) ? 'import' : 'variable'
  return { text, at, name: variable, names: [variable], kind, words, module }
}

/** Names of variables that get another value somewhere. */
export function reassigned(statements: readonly Statement[]): ReadonlySet<string> {
  const variables = new Set(statements.flatMap(({ kind, name }) => (kind === 'variable' && name !== undefined ? [name] : [])))
  const assignment = /(?<![.\w$#])([\w$]+)\s*(?:=(?![=>])|(?:[-+*/%&|^]|\*\*|<<|>>>?|\?\?|\|\||&&)=|\+\+|--)|(?:\+\+|--)([\w$]+)/g
  const found = new Set<string>()
  for (const { text, name } of statements) {
    const own = /^(?:var|let|const) [\w$]+;/.test(text) ? undefined : name
    let isFirst = true
    const code = without(['literal', 'template'], /^var [\w$]+ = class\b/.test(text) ? text.replace(field, '') : text)
    for (const [, left, right] of code.matchAll(assignment)) {
      const target = left ?? right!
      const isDeclaration = isFirst && target === own
      isFirst = false
      if (variables.has(target) && !isDeclaration) found.add(target)
    }
  }
  // a variable that is declared without a value gets it later
  for (const { text, name } of statements) if (name !== undefined && /^(?:var|let) [\w$]+;/.test(text)) found.add(name)
  return found
}

/** A text with blanks in the place of some tokens. */
function without(kinds: readonly Token['kind'][], text: string): string {
  let rest = ''
  for (const { kind, text: own, start } of tokensOf(text)) {
    if (kinds.includes(kind)) rest += text.slice(rest.length, start) + ' '.repeat(own.length)
  }
  return rest + text.slice(rest.length)
}

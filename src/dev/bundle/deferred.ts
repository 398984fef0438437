import { gettersIn, referencesTo } from './references.ts'
import { reassigned, type Statement, statementsOf } from './statements.ts'

/** When a table is made: where it stands, or when it is first asked for, so that it shows which ones are. */
export type TableForm = 'made at once' | 'made when asked for'

/** The function that stands for a table. */
export function getterOf(table: string): string {
  return `$get_${table}`
}

/**
 * A text whose tables are asked for by functions, so that it shows which ones a run needs, and those that it does not need can be moved with
 * them. A table is what a module makes when it is loaded: a list, a map, a regular expression. Another table that has it as a member asks when
 * it is asked for that.
 */
export function withGetters(text: string, isWanted: (table: string) => boolean, form: TableForm): string {
  const statements = statementsOf(text)
  const changing = reassigned(statements)
  const tables = new Set(
    statements.flatMap(({ kind, name = '', text: own }) => {
      const isOne = kind === 'variable' && isTable(own) && !name.startsWith('$') && !changing.has(name)
      return isOne && isWanted(name) ? [name] : []
    })
  )
  const comments = text.matchAll(/^\/\/ \S+\n/gm)
  return inOrder([
    ...[...comments].map(({ index, 0: comment }) => ({ at: index, text: comment })),
    ...statements.map(statement => ({ at: statement.at, text: printed(statement, tables, form === 'made at once') })),
  ])
}

/** Not a constant, which is cheap, nor a function or class. */
function isTable(text: string): boolean {
  return /^(?:var|let|const) [\w$]+ = (?:\/\* @__PURE__ \*\/ )?(?:new \w+\(|\[|\{|\/|(?!require\b|function\b|async\b)[\w$.]+\()/.test(text)
}

function printed({ text, name }: Statement, tables: ReadonlySet<string>, isMadeAtOnce: boolean): string {
  if (name === '$parts') return gettersIn(text, table => (tables.has(table) ? `${getterOf(table)}()` : undefined))
  let own = ''
  let at = 0
  for (const { name: table, start, as } of referencesTo(tables, text)) {
    const before = text.slice(at, start)
    const value = `${getterOf(table)}()`
    if (as === 'property') own += before.replace(/([\w$]+):\s*$/, `get $1() {\n    return ${value};\n  }`)
    else own += `${before}${as === 'member' ? `${table}: ` : ''}${value}`
    at = start + table.length
  }
  own += text.slice(at)
  if (name === undefined || !tables.has(name)) return own
  if (isMadeAtOnce) return `${own}function ${getterOf(name)}() {\n  return ${name};\n}\n`
  const value = own.slice(own.indexOf(' = ') + 3).trimEnd()
  return `var ${name};\nfunction ${getterOf(name)}() {\n  return ${name} ??= ${value}\n}\n`
}

function inOrder(parts: readonly { readonly at: number; readonly text: string }[]): string {
  return parts
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join('')
}

import { pathOf } from './locate.ts'
import type { Path } from './path.ts'
import type { SourceProblem } from './problem.ts'
import { nodeWords, type Positions } from './tape.ts'

/** Cheap to look for in a whole text, most of which hold none. */
const hint = /<[^\s=>]|\$[{(A-Z]|\$[a-z]\w*\$|__[A-Z]|\{\{|\{[A-Z]|\/[A-Z][A-Z0-9]*_/
/** A variable anywhere in one word, with what it is where nothing fills it in, or a stand-in as the whole value or a part of a name. */
const placeholder =
  /^["']?(?:<[^\s<>=!/][^<>]{0,60}>|[\w./:@-]*<{1,2}[A-Za-z][\w-]*>{1,2}[\w./:@-]*|[^\s"']*(?:\$\{[\w.-]+(?::?[-=?+][^{}"'\n]*(?:\$\{[^{}"'\n]*\}[^{}"'\n]*)?)?\}|__[A-Z][A-Z0-9_]*__)[^\s"']*)["']?$/
/** Words of which custom resources have such for programs of their own. */
const actions = [
  // a template's action
  /^(?:["'][^\s"'{}]*\{\{[^{}"']{1,60}\}\}[^\s"'{}]*["']|[^\s"'{}]+\{\{[^{}"']{1,60}\}\}[^\s"'{}]*)$/,
  // a variable of kustomize, or of a shell
  /^["']?(?:[^\s"'$()]*\$\([\w.-]+\)[^\s"'()]*|[^\s"'$]*(?:\$[A-Z][A-Z0-9_]+|\$[a-z]\w*\$)[^\s"']*)["']?$/,
  // capitals in braces, or for a part of a path
  /^["']?(?:[^\s"'{}]*\{[A-Z][A-Z0-9_]*\}[^\s"'{}]*|[\w.:-]+\/(?:[^\s"'/]+\/)*[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:[/:@][^\s"']*)?)["']?$/,
]
const builtIn = /^apiVersion: *["']?(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/\w+|(?:[a-z]+\.)+k8s\.io\/\w+)["']?\s/m
/** Where such words are programs of their own, or read by one. */
const programs: ReadonlySet<unknown> = new Set([
  'command',
  'args',
  'env',
  'data',
  'stringData',
  'annotations',
  'exec',
  'expression',
  'subPathExpr',
])
const longest = 200

/** Whether a value as it is written was left to be filled in: `${VERSION}`, `$VERSION`, `<name>`, `__NAME__`, `"{{ NAME }}"`, `$(NAME)`, `a/PROJECT_ID`. */
export function isPlaceholder(written: string): boolean {
  return written.length <= longest && hint.test(written) && (placeholder.test(written) || isAction(written))
}

function isAction(written: string): boolean {
  return actions.some(pattern => pattern.test(written))
}

/** Says once for a document that values of it were never filled in. */
export function placeholderProblem(
  positions: Positions,
  text: string,
  start: number,
  end: number,
  count: number
): SourceProblem | undefined {
  if (!hint.test(text.slice(start, end))) return undefined
  const { words } = positions
  const isBuiltIn = builtIn.test(text.slice(start, end))
  const found: { readonly start: number; readonly end: number; readonly path: Path }[] = []
  let looked = 0
  for (let node = 0; node < count && looked < 100; node++) {
    const valueStart = words[node * nodeWords]!
    const valueEnd = words[node * nodeWords + 1]!
    if (valueEnd - valueStart > longest) continue
    const written = text.slice(valueStart, valueEnd)
    if (!isPlaceholder(written) || (!isBuiltIn && !placeholder.test(written))) continue
    looked++
    const path = pathOf(positions, text, node)
    if (!path.some(step => programs.has(step))) found.push({ start: valueStart, end: valueEnd, path })
  }
  const [first] = found
  if (first === undefined) return undefined
  const others =
    found.length === 1
      ? ''
      : found.length === 2
        ? ', nor was one other of this document'
        : `, nor were ${found.length - 1} others of this document`
  const word = text.slice(first.start, first.end)
  const message = `The value ${word} was never filled in${others}.`
  const help = word.includes('<')
    ? 'Write the value that is meant.'
    : 'Run the text through the tool that fills it in, and check what comes out.'
  return { code: 'syntax', slip: 'placeholder', message, help, ...first, fatal: false }
}

import { orList } from '../config/option-reader.ts'
import { parseOptions } from '../config/options.ts'
import type { RuleEntry } from '../lint/rule.ts'
import { type PageExample, parseRulePage } from '../lint/rule-page.ts'
import { type CheckOutcome, check } from '../pipeline.ts'
import type { FailedExampleResult } from '../report/results/test-rules.ts'
import { text } from '../report/text.ts'

/** How outputs stand on pages. */
const look = { color: false, width: 120, unicode: true, quiet: true }

/** Runs the examples of one rule's page: how many are as it says, and what is wrong with the others. */
export async function testPage(
  page: string,
  content: string,
  rules: readonly RuleEntry[]
): Promise<{ readonly passed: number; readonly failed: readonly FailedExampleResult[] }> {
  const { title, examples } = parseRulePage(content)
  const entry = rules.find(({ id }) => id === title)
  if (entry === undefined) return { passed: 0, failed: [{ page, line: 1, message: `No rule is called ${JSON.stringify(title)}.` }] }
  if (examples.length === 0) return { passed: 0, failed: [{ page, line: 1, message: 'The page has no example.' }] }
  const failed: FailedExampleResult[] = []
  for (const example of examples) {
    const named = example.reported && !entry.presets.includes('correctness')
    const message = mistakeOf(example, title, await run(example, rules, named ? { rule: { [title]: entry.severity } } : {}))
    if (message !== undefined) failed.push({ page, line: example.line, message })
  }
  return { passed: examples.length - failed.length, failed }
}

function run(
  { files, world, versions }: PageExample,
  rules: readonly RuleEntry[],
  options: Readonly<Record<string, unknown>>
): Promise<CheckOutcome> {
  const inputs = files.filter(({ role }) => role === 'input')
  const cluster = files.filter(({ role }) => role === 'cluster')
  const from = files.filter(({ role }) => role === 'from')
  const schemas = (name: string) => files.find(({ role, path }) => role === 'schema' && path === name)
  return check(
    { inputs, cluster, ...(from.length > 0 && { from }), schemas },
    parseOptions({ world, ...versions, ...options }, 'check'),
    rules
  )
}

/** What of an example is not as its marks and its output say; undefined where all is. */
function mistakeOf({ expected, reported, output }: PageExample, id: string, outcome: CheckOutcome): string | undefined {
  const own = outcome.diagnostics.filter(({ rule, severity }) => rule === id || severity === 'error')
  const found = own.map(({ rule, span }) => placeOf(span.file.path, span.file.position(span.start).line, rule))
  const wanted = expected.map(({ path, line, rule }) => placeOf(path, line, rule))
  const [missing] = wanted.filter(place => !found.includes(place))
  if (missing !== undefined) return `Nothing is found at ${missing}.`
  const extra = found.filter(place => !wanted.includes(place))
  if (extra.length > 0) return `Found without a mark: ${orList(extra)}.`
  if (outcome.internalErrors[0] !== undefined) return `The rule failed: ${outcome.internalErrors[0].message}`
  if (reported && !expected.some(({ rule }) => rule === id)) return `No mark of ${id} stands in an example of what is reported.`
  if (output === undefined) return undefined
  const printed = text({ ...outcome, diagnostics: outcome.diagnostics.filter(({ rule }) => rule === id) }, look)
  return printed === output.text ? undefined : 'The block below is not what is printed.'
}

function placeOf(path: string, line: number, rule: string): string {
  return `${path}:${line} [${rule}]`
}

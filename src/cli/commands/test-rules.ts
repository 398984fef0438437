import { rules } from '../../../rules/index.ts'
import { UsageError } from '../../config/settings.ts'
import { readConfigFile } from '../../load/config-file.ts'
import { pagesBelow } from '../../load/pages.ts'
import { jsonText } from '../../report/json.ts'
import { rulePage } from '../../report/results/rules.ts'
import type { FailedExampleResult, TestRulesResult } from '../../report/results/test-rules.ts'
import { testRulesText } from '../../report/test-rules-text.ts'
import type { Invocation } from '../arguments.ts'
import { configuredRules } from '../configured-rules.ts'
import { type ExitCode, highest, ok } from '../exit-codes.ts'
import { readRulePage } from '../rule-page.ts'
import { flagValue, resultFiles } from '../run-options.ts'
import { testPage } from '../test-page.ts'
import { writeResults } from '../write-results.ts'

/** `seatrial test-rules`: runs the examples of rule pages, of all of its own where no path is given. */
export async function testRules(invocation: Invocation): Promise<ExitCode> {
  const files = resultFiles(invocation)
  const custom = await configuredRules(invocation)
  const failed: FailedExampleResult[] = [...(custom?.mistakes ?? [])].map(({ file, line, message }) => ({ page: file, line, message }))
  const all = [...rules, ...(custom?.entries ?? [])]
  let passed = 0
  for (const [page, content] of pagesOf(invocation.operands)) {
    const tested = await testPage(page, content, all)
    passed += tested.passed
    failed.push(...tested.failed)
  }
  const result: TestRulesResult = { format: 'seatrial/test-rules/1', passed, failed }
  const written = await writeResults(invocation, flagValue(invocation, 'format'), files, format =>
    format === 'json' ? jsonText(result) : testRulesText(result)
  )
  return highest(written, failed.length > 0 ? 1 : ok)
}

function pagesOf(operands: readonly string[]): readonly (readonly [page: string, content: string])[] {
  if (operands.length === 0)
    return rules.flatMap(({ id }) => {
      const content = readRulePage(id)
      return content === undefined ? [] : [[rulePage(id), content] as const]
    })
  return operands.flatMap(pagesBelow).map(page => {
    const content = readConfigFile(page)
    if (typeof content === 'string') return [page, content]
    throw new UsageError(`${page} cannot be read: ${content.message}.`)
  })
}

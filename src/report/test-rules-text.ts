import { counted } from './counts.ts'
import { escapeForTerminal, joinLines } from './escape.ts'
import type { TestRulesResult } from './results/test-rules.ts'

/** Every example that is not as its page says, and how many are. */
export function testRulesText({ passed, failed }: TestRulesResult): string {
  const lines = failed.map(({ page, line, message }) => escapeForTerminal(`${page}:${line}: ${message}`))
  const verdict =
    failed.length === 0
      ? `${counted(passed, 'example')} as the pages say.`
      : `${counted(failed.length, 'example')} of ${passed + failed.length} not as the pages say.`
  return joinLines([...lines, verdict])
}

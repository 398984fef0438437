import { type CustomRules, customRules } from '../custom-rules.ts'
import type { RuleEntry } from '../lint/rule.ts'
import { readConfigFile } from '../load/config-file.ts'

/** Reads files of rules; one that is broken is left out and told, and the others run. */
export function readCustomRules(paths: readonly string[], builtIn: readonly RuleEntry[]): CustomRules {
  return customRules(
    paths.map(path => ({ path, text: readConfigFile(path) })),
    builtIn
  )
}

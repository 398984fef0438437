import { parseCustomRules } from './config/custom-rules.ts'
import type { Mistake } from './config/file/mistake.ts'
import { expressionRule } from './lint/custom-rule.ts'
import type { RuleEntry } from './lint/rule.ts'
import type { CheckOutcome } from './outcome.ts'

/** The rules of a house, and what is found out to be wrong with them while they run. */
export interface CustomRules {
  readonly entries: readonly RuleEntry[]
  /** Where each of them is written, by id. */
  readonly files: ReadonlyMap<string, string>
  /** What is wrong with them so far. */
  readonly mistakes: readonly Mistake[]
  /** The outcome of a run with them, in which each broken rule is one thing that was not checked. */
  told(outcome: CheckOutcome): CheckOutcome
}

/** A file of rules, or why there is no text of it. */
export interface CustomRuleFile {
  readonly path: string
  readonly text: string | { readonly message: string }
}

/** The rules of some files; one that is broken is left out and told, and the others run. */
export function customRules(ruleFiles: readonly CustomRuleFile[], builtIn: readonly RuleEntry[]): CustomRules {
  const mistakes: Mistake[] = []
  const entries: RuleEntry[] = []
  const files = new Map<string, string>()
  const ids = new Set(builtIn.map(entry => entry.id))
  for (const { path, text } of ruleFiles) {
    if (typeof text !== 'string') {
      mistakes.push({ file: path, line: 1, column: 1, message: `cannot be read: ${text.message}` })
      continue
    }
    const parsed = parseCustomRules(path, text)
    mistakes.push(...parsed.mistakes)
    for (const rule of parsed.rules) {
      let isTold = false
      const entry = ids.has(rule.id)
        ? void mistakes.push(rule.mistake('id', `There is a rule ${rule.id} already.`))
        : expressionRule(rule, (key, message) => {
            if (!isTold) mistakes.push(rule.mistake(key, message))
            isTold = true
          })
      if (entry !== undefined) entries.push(entry)
      if (!ids.has(rule.id)) files.set(rule.id, path)
      ids.add(rule.id)
    }
  }
  return { entries, files, mistakes, told: outcome => withMistakes(outcome, mistakes) }
}

function withMistakes(outcome: CheckOutcome, mistakes: readonly Mistake[]): CheckOutcome {
  if (mistakes.length === 0) return outcome
  const sorted = [...mistakes].sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1))
  const unchecked = sorted.map(({ file, line, column, message }) => ({
    file,
    reason: 'unreadable' as const,
    message: `line ${line}, column ${column}: ${message.replace(/\.$/, '')}`,
  }))
  return { ...outcome, unchecked: [...outcome.unchecked, ...unchecked], exitCode: outcome.exitCode === 3 ? 3 : 2 }
}

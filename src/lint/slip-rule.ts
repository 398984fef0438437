import type { SourceProblem } from '../source/problem.ts'
import { defineRule, type Rule } from './rule.ts'
import { textFixes } from './text-fixes.ts'

/** A rule that passes on the mistakes of texts that have a name of their own. */
export interface SlipRule extends Pick<Rule, 'id' | 'summary' | 'severity' | 'claim' | 'checks' | 'help' | 'fixable'> {
  readonly slip: NonNullable<SourceProblem['slip']>
}

/** Makes the rule: one finding for each problem of that name. What kubectl reads all the same is no prediction. */
export function slipRule({ slip, ...rule }: SlipRule): Rule {
  return defineRule<'found'>({
    ...rule,
    stage: 'read',
    since: '0.1.0',
    presets: ['correctness'],
    peers: [],
    when: { problems: true },
    messages: { found: '{problem}.' },
    ...(rule.claim === 'fails' && {
      component: { name: 'kubectl', sentence: 'error parsing {file}: error converting YAML to JSON: yaml: …' },
    }),
    document({ source, problems }, context) {
      for (const problem of problems) {
        if (problem.slip !== slip) continue
        const { start, end, help, related, fatal } = problem
        context.report({
          at: { document: source, start, end },
          message: 'found',
          data: { problem: problem.message.replace(/\.$/, ''), file: source.file.path },
          ...(help === undefined ? {} : { help }),
          ...(fatal ? {} : { claim: 'risks', severity: 'warning' }),
          fixes: textFixes(source, problem),
          related: related === undefined ? [] : [{ at: { document: source, ...related }, message: related.message }],
        })
      }
    },
  })
}

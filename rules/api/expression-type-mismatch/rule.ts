import { defineRule, expressionWarnings, resourceTitle } from '../../kit.ts'

const forQuantities =
  'Keep the expression if it is right: the type checker knows no type for quantities, and evaluates them all the same; silence this finding.'

export default defineRule({
  id: 'api/expression-type-mismatch',
  summary: 'An expression of a ValidatingAdmissionPolicy that does not fit the kinds it is for',
  severity: 'warning',
  claim: 'risks',
  stage: 'warn',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['vap-compile'],
  peers: [],
  when: { kinds: ['ValidatingAdmissionPolicy'] },
  messages: {
    mismatch: '{title} has an expression that does not fit {kinds}: {problem}, so evaluating it may fail, and failurePolicy decides.',
    blind: '{title} has an expression that the type checker cannot follow for {kinds}: {problem}.',
  },
  help: 'Write an expression that fits every kind of spec.matchConstraints, or match fewer kinds.',
  component: { name: 'validatingadmissionpolicy-status-controller', reason: 'ExpressionWarning', sentence: '{sentence}' },
  cluster(context) {
    for (const { at, kinds, problem, warning, isBlind } of context.simulate(expressionWarnings)) {
      if ((context.request(at.resource)?.verdict.objections.length ?? 0) > 0) continue
      context.report({
        at,
        message: isBlind ? 'blind' : 'mismatch',
        data: { title: resourceTitle(at.resource), kinds: kinds.join(', '), problem, sentence: warning.trimEnd() },
        ...(isBlind && { help: forQuantities, severity: 'info' as const, presets: ['all'] }),
      })
    }
  },
})

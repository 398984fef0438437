import { check } from './check/checker.ts'
import { literalMessages } from './check/literal-validators.ts'
import { compatibilityOf } from './declarations/libraries.ts'
import type { CelEnvironment } from './environment.ts'
import type { Compiled } from './program.ts'
import { describeIssues } from './syntax/issues.ts'
import { macrosOf } from './syntax/library-macros.ts'
import { parse } from './syntax/parse.ts'

/** Parses and type-checks an expression as new expressions of an environment are. Mirrors cel-go cel/env.go Compile, v0.26. */
export function compile(source: string, environment: CelEnvironment): Compiled {
  const parsed = parse(source, macrosOf(compatibilityOf(environment), environment.libraries))
  if ('failed' in parsed) return describeIssues(source, parsed.failed)
  if (parsed.messages.length > 0) return describeIssues(source, parsed.messages)
  const { root } = parsed
  const { messages, ...checked } = check(root, environment)
  if (messages.length > 0) return describeIssues(source, messages)
  const literals = literalMessages(root, checked.typesOf, environment)
  if (literals.length > 0) return describeIssues(source, literals)
  return { program: { source, environment, root, outputType: checked.typesOf.get(root)!, ...checked } }
}

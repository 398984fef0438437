import type { Rule } from './row.ts'
import { errorsOf } from './validate.ts'

/** Rules of a member that is a struct in Go: an absent one is judged as an empty one. */
export function struct(at: string, rules: readonly Rule[]): Rule {
  return {
    errors: (subject, context) => {
      const member = subject.at(at)
      return errorsOf(member.absent ? member.withValue({}) : member, rules, context)
    },
  }
}

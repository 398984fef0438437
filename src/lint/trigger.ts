import type { Cluster } from '../cluster/cluster.ts'
import { resourceTitle } from '../cluster/resource.ts'
import { candidatesOf } from './candidates.ts'
import type { RuleEntry, Trigger, Unknown } from './rule.ts'
import type { SetFacts } from './set-facts.ts'
import { fillTemplate } from './template.ts'

/** The rules that could find something in such a set: the others need not be loaded. */
export function triggered(entries: readonly RuleEntry[], facts: SetFacts): readonly RuleEntry[] {
  const found: RuleEntry[] = []
  for (const { entry, fields } of candidatesOf(entries, facts).able) if (isThere(fields, facts)) found.push(entry)
  return found
}

/** Whether such a rule looks at nothing but texts and their decoding, so that no server need be asked. */
export function onlyReads(when: Trigger): boolean {
  return Object.keys(when).every(key => key === 'problems' || key === 'declarations' || key === 'decode')
}

/** The questions that stay open because rules lack what they need to decide: one for each pod template of the input. */
export function openQuestions(entries: readonly RuleEntry[], facts: SetFacts, cluster: Cluster): readonly Unknown[] {
  const unmet = candidatesOf(entries, facts).unable.flatMap(({ need, fields }) => (isThere(fields, facts) ? [need] : []))
  if (unmet.length === 0) return []
  const templates = cluster.podTemplates.filter(template => template.owner.role === 'input')
  return unmet.flatMap(({ kinds, question, message }) =>
    templates.map(({ owner, specAt }) => {
      const sentence = fillTemplate(message, { title: resourceTitle(owner) })
      return {
        question,
        at: specAt,
        missing: kinds,
        message: `${sentence} (no ${kinds.join(' or ')} in the input; give them with --cluster)`,
      }
    })
  )
}

function isThere(fields: Trigger['fields'], facts: SetFacts): boolean {
  return fields?.some(facts.hasField) ?? true
}

import { enforcesStandards, type StandardsViolation, standardsViolations } from '../cluster/pod-standards.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import { resourceTitle } from '../cluster/resource.ts'
import { valueAt } from '../k8s/field-path.ts'
import { defineRule, type FixProposal, type Peer, type Rule } from './rule.ts'

/** A check of the Pod Security Standards as a rule, for pods whose namespace does not enforce it itself. */
export interface PodStandardsRule {
  readonly id: Rule['id']
  readonly summary: string
  /** The check's upstream id: `hostPathVolumes`. */
  readonly check: string
  readonly level: 'baseline' | 'restricted'
  readonly checks: readonly string[]
  readonly peers: readonly Peer[]
  /** May fill in `{subject}`, which begins the sentence, and `{value}`, the value at fault where it is one. */
  readonly message: string
  /** May fill in the same. */
  readonly help: string
  /** What to write in place of a value that is there. */
  readonly instead?: string
  /** Where the nodes are known another rule says what becomes of such a pod. */
  readonly unlessNodesDecide?: true
}

/** Makes the rule: one finding for each container, volume or pod at fault, with the words of the admission plugin. */
export function podStandardsRule(rule: PodStandardsRule): Rule {
  const { id, summary, check, level, checks, peers, message, help, instead, unlessNodesDecide } = rule
  return defineRule({
    id,
    summary,
    severity: 'warning',
    claim: 'risks',
    stage: 'advise',
    since: '0.1.0',
    presets: level === 'baseline' ? ['recommended', 'pss-baseline'] : ['pss-restricted'],
    checks,
    peers,
    when: { pods: true },
    messages: { broken: message },
    help,
    component: { name: 'kube-apiserver', sentence: '{sentence}' },
    ...(instead === undefined ? {} : { fixable: 'unsafe' as const }),
    pod(template, { cluster, environment, report }) {
      if (unlessNodesDecide && (environment.world === 'closed' || environment.kubeletConfiguration !== undefined)) return
      const violations = standardsViolations(template, check, environment.version)
      if (violations.length === 0 || enforcesStandards(template, level, cluster)) return
      for (const violation of violations) {
        const { at, words } = violation
        const value = valueAt(at.resource.object, at.path)
        const scalar = typeof value === 'object' || value === undefined ? '' : String(value)
        const data = {
          subject: subjectOf(violation, template),
          value: scalar,
          sentence: `violates PodSecurity "${level}:latest": ${words}`,
        }
        const fixes: readonly FixProposal[] =
          instead === undefined || scalar === '' ? [] : [{ title: `Write ${instead}`, safe: false, edits: [{ at, text: instead }] }]
        report({ at, message: 'broken', data, fixes })
      }
    },
  })
}

function subjectOf({ container, volume }: StandardsViolation, { owner }: PodTemplate): string {
  const title = resourceTitle(owner)
  if (container !== undefined) return `Container ${container} of ${title}`
  if (volume !== undefined) return `Volume ${volume} of ${title}`
  return owner.type.kind === 'Pod' ? title : `The pod template of ${title}`
}

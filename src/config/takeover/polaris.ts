import type { Rule } from '../../lint/rule.ts'
import { isObject } from '../option-reader.ts'
import { equivalents, rulesFor, type TakenOver, type WantedLevel } from './taken-over.ts'

const levels: ReadonlyMap<unknown, WantedLevel> = new Map([
  ['ignore', 'off'],
  ['warning', 'warning'],
  ['danger', 'error'],
])

/** Whether a configuration is one of polaris. */
export function isPolaris({ checks }: Readonly<Record<string, unknown>>): boolean {
  return isObject(checks) && Object.values(checks).some(value => levels.has(value))
}

/** Takes over a configuration of polaris: its checks with their severities. */
export function fromPolaris(config: Readonly<Record<string, unknown>>, rules: readonly Rule[]): TakenOver {
  const custom = new Set(isObject(config['customChecks']) ? Object.keys(config['customChecks']) : [])
  const wanted = new Map<string, WantedLevel>()
  for (const [check, severity] of Object.entries(isObject(config['checks']) ? config['checks'] : {})) {
    const level = levels.get(severity)
    if (level !== undefined && !custom.has(check)) wanted.set(check, level)
  }
  const { rule, differences } = rulesFor(wanted, equivalents(rules, 'polaris'))
  const exemptions = Array.isArray(config['exemptions']) ? config['exemptions'] : []
  return {
    tool: 'polaris',
    values: { preset: ['correctness'], rule },
    differences: [
      ...differences,
      ...[...custom].map(check => `Custom check ${check} is not taken over.`),
      ...exemptions.map(exemptionText),
      ...(isObject(config['mutations']) || Array.isArray(config['mutations'])
        ? ['mutations are not taken over: seatrial fixes files instead.']
        : []),
    ],
  }
}

function exemptionText(exemption: unknown): string {
  const { namespace, controllerNames, rules } = isObject(exemption) ? exemption : {}
  const named = [namespace, controllerNames, rules].flat().filter(part => typeof part === 'string')
  return `The exemption of ${named.join(', ')} is not taken over: write the annotation seatrial.dev/ignore on the object, or an entry of overrides.`
}

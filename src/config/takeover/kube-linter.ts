import type { Rule } from '../../lint/rule.ts'
import { isObject } from '../option-reader.ts'
import { kubeLinterDefault, kubeLinterOptional } from './known-checks.ts'
import { equivalents, rulesFor, type TakenOver, type WantedLevel } from './taken-over.ts'

const checkKeys: ReadonlySet<string> = new Set(['addAllBuiltIn', 'doNotAutoAddDefaults', 'include', 'exclude', 'ignorePaths'])

/** Whether a configuration is one of kube-linter. */
export function isKubeLinter(config: Readonly<Record<string, unknown>>): boolean {
  const { checks, customChecks } = config
  return Array.isArray(customChecks) || (isObject(checks) && Object.keys(checks).some(key => checkKeys.has(key)))
}

/** Takes over a `.kube-linter.yaml`: the checks that it would run, each finding of which fails its run. */
export function fromKubeLinter(config: Readonly<Record<string, unknown>>, rules: readonly Rule[]): TakenOver {
  const checks = isObject(config['checks']) ? config['checks'] : {}
  const start =
    checks['addAllBuiltIn'] === true
      ? [...kubeLinterDefault, ...kubeLinterOptional]
      : checks['doNotAutoAddDefaults'] === true
        ? []
        : kubeLinterDefault
  const excluded = texts(checks['exclude'])
  const wanted = new Map<string, WantedLevel>([...start, ...texts(checks['include'])].map(check => [check, 'error']))
  const custom = (Array.isArray(config['customChecks']) ? config['customChecks'] : []).flatMap(check =>
    isObject(check) ? [String(check['name'])] : []
  )
  for (const check of custom) wanted.delete(check)
  for (const check of excluded) wanted.set(check, 'off')
  const { rule, differences } = rulesFor(wanted, equivalents(rules, 'kube-linter'))
  return {
    tool: 'kube-linter',
    values: { preset: ['correctness'], rule },
    differences: [
      ...differences,
      ...custom.map(check => `Custom check ${check} is not taken over.`),
      ...texts(checks['ignorePaths']).map(path => `ignorePaths: write ${path} to .seatrialignore, in the form of .gitignore.`),
      'What kube-linter does not look for, what the API server would refuse above all, is reported as well.',
    ],
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

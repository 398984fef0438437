import { parseKubernetesVersion } from '../../k8s/version.ts'
import type { Rule } from '../../lint/rule.ts'
import { kubeScoreDefault } from './known-checks.ts'
import { equivalents, rulesFor, type TakenOver, type WantedLevel } from './taken-over.ts'

/** Flags of kube-score that a file may hold, in any of their spellings, without what parts the words. */
const known: ReadonlySet<string> = new Set([
  'ignoretest',
  'ignoretests',
  'enableoptionaltest',
  'enableoptionaltests',
  'kubernetesversion',
  'exitonewarning',
  'exitoneonwarning',
  'ignorecontainercpulimit',
  'ignorecontainermemorylimit',
])

/** Whether a configuration holds flags of kube-score. */
export function isKubeScore(config: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(config).some(key => known.has(plain(key)))
}

/** Takes over the flags of kube-score as a file holds them. */
export function fromKubeScore(config: Readonly<Record<string, unknown>>, rules: readonly Rule[]): TakenOver {
  const flags = new Map(Object.entries(config).map(([key, value]) => [plain(key), value]))
  const texts = (...names: readonly string[]): readonly string[] =>
    names.flatMap(name => {
      const value = flags.get(name)
      return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',').map(part => part.trim()) : []
    })
  const wanted = new Map<string, WantedLevel>(
    [...kubeScoreDefault, ...texts('enableoptionaltest', 'enableoptionaltests')].map(check => [check, 'as it is'])
  )
  for (const check of texts('ignoretest', 'ignoretests')) wanted.set(check, 'off')
  const { rule, differences } = rulesFor(wanted, equivalents(rules, 'kube-score'))
  const version = String(flags.get('kubernetesversion') ?? '').replace(/^v/, '')
  const isKnownVersion = parseKubernetesVersion(version) !== undefined
  const unread = Object.keys(config).filter(key => !known.has(plain(key)))
  return {
    tool: 'kube-score',
    values: {
      ...(isKnownVersion && { kubernetesVersion: version }),
      preset: ['correctness'],
      ...(flags.get('exitoneonwarning') === true && { failOn: 'warning' }),
      rule,
    },
    differences: [
      ...differences,
      ...(version === '' || isKnownVersion
        ? []
        : [`Kubernetes ${version} is older or newer than what seatrial knows; the newest is taken.`]),
      ...(['cpu', 'memory'] as const).flatMap(what =>
        flags.get(`ignorecontainer${what}limit`) === true ? [`ignore-container-${what}-limit: turn off the rule about ${what} limits.`] : []
      ),
      ...unread.map(key => `${key} is not taken over.`),
    ],
  }
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '')
}

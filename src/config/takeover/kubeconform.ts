import { parseKubernetesVersion } from '../../k8s/version.ts'
import type { TakenOver } from './taken-over.ts'

/** Flags without a value, and what they come to. */
const switches: ReadonlyMap<string, string | undefined> = new Map([
  ['strict', undefined],
  ['summary', undefined],
  ['verbose', undefined],
  ['exit-on-error', '-exit-on-error: seatrial always reads everything.'],
  ['ignore-missing-schemas', undefined],
  ['insecure-skip-tls-verify', undefined],
])
const withValue: ReadonlySet<string> = new Set([
  'kubernetes-version',
  'skip',
  'reject',
  'schema-location',
  'ignore-filename-pattern',
  'output',
  'n',
  'cache',
])

/** The flags of kubeconform in a text, such as a script that runs it; empty where there are none. */
export function kubeconformFlags(text: string): readonly (readonly [name: string, value: string])[] {
  const words = text.split(/[\s"'[\],]+/)
  const flags: [string, string][] = []
  for (let i = 0; i < words.length; i++) {
    const [, name = '', attached] = /^--?([a-z][a-z-]*)(?:=(.*))?$/.exec(words[i]!) ?? []
    if (switches.has(name)) flags.push([name, ''])
    else if (withValue.has(name)) flags.push([name, attached ?? words[++i] ?? ''])
  }
  return flags
}

/** Takes over the flags of kubeconform. */
export function fromKubeconform(flags: readonly (readonly [name: string, value: string])[]): TakenOver {
  const values = new Map<string, unknown>()
  const differences: string[] = []
  for (const [name, value] of flags) {
    if (name === 'kubernetes-version') {
      const version = value.replace(/^v/, '')
      if (parseKubernetesVersion(version) !== undefined) values.set('kubernetesVersion', version)
      else differences.push(`-kubernetes-version ${value}: seatrial does not know it; the newest is taken.`)
    } else if (name === 'output' && (value === 'json' || value === 'junit')) values.set('format', value)
    else if (name === 'schema-location' && value !== 'default') {
      if (/^https?:/.test(value) || value.includes('{{'))
        differences.push(`-schema-location ${value}: nothing is read from the network; name CRDs with crds.`)
      else values.set('crds', [...((values.get('crds') as readonly string[] | undefined) ?? []), value])
    } else if (name === 'ignore-filename-pattern')
      differences.push(`-ignore-filename-pattern ${value}: write it to .seatrialignore, in the form of .gitignore.`)
    else if (name === 'skip')
      differences.push(`-skip ${value}: kinds that no schema in reach knows are skipped anyway; others are checked.`)
    else if (name === 'reject') differences.push(`-reject ${value}: no rule does this.`)
    else if (switches.get(name) !== undefined) differences.push(switches.get(name)!)
  }
  if (!flags.some(([name]) => name === 'strict')) differences.push('Unknown fields are errors here, as with -strict: kubectl refuses them.')
  if (!flags.some(([name]) => name === 'ignore-missing-schemas'))
    differences.push('A kind that no schema in reach knows is listed, and no error: set world to closed to have one.')
  return { tool: 'kubeconform', values: Object.fromEntries(values), differences }
}

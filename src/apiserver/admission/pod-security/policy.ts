import { type Labels, labelOf } from '../../../k8s/label-selector.ts'

/** The Pod Security Standards, from the loosest to the strictest. */
export const levels = ['privileged', 'baseline', 'restricted'] as const
export type Level = (typeof levels)[number]

/** A level as of one minor of Kubernetes. */
export interface LevelVersion {
  readonly level: Level
  readonly version: 'latest' | number
}

/** What a namespace asks of its pods, and what is said of those that do not keep to it. */
export interface Policy {
  readonly enforce: LevelVersion
  readonly audit: LevelVersion
  readonly warn: LevelVersion
}

/** A label of a namespace that says nothing that could be a policy. */
export interface PolicyError {
  readonly label: string
  readonly value: string
  readonly detail: string
}

export const labelPrefix = 'pod-security.kubernetes.io/'

/** How messages name it: `restricted:v1.30`. */
export function levelVersionText({ level, version }: LevelVersion): string {
  return `${level}:${version === 'latest' ? version : `v1.${version}`}`
}

export function isSame(a: LevelVersion, b: LevelVersion): boolean {
  return a.level === b.level && a.version === b.version
}

/** The policy that a namespace's labels ask for. Mirrors pod-security-admission api/helpers.go PolicyToEvaluate, v1.36. */
export function policyOf(labels: Labels | undefined): { readonly policy: Policy; readonly errors: readonly PolicyError[] } {
  const errors: PolicyError[] = []
  const read = (mode: string, failed: Level) => {
    const level = labelOf(labels, `${labelPrefix}${mode}`)
    const version = labelOf(labels, `${labelPrefix}${mode}-version`)
    const valid = level === undefined ? 'privileged' : levels.find(known => known === level)
    if (valid === undefined) errors.push({ label: `${labelPrefix}${mode}`, value: level!, detail: `must be one of ${levels.join(', ')}` })
    const minor = versionOf(version)
    if (minor === undefined) errors.push({ label: `${labelPrefix}${mode}-version`, value: version!, detail: 'must be "latest" or "v1.x"' })
    return { level, version, valid, asked: { level: valid ?? failed, version: minor ?? ('latest' as const) } }
  }
  const enforce = read('enforce', 'restricted')
  const audit = read('audit', 'privileged')
  const warn = read('warn', 'privileged')
  const follows = warn.level === undefined && enforce.level !== undefined && enforce.valid !== undefined && enforce.valid !== 'privileged'
  const warned = follows
    ? { level: enforce.asked.level, version: warn.version === undefined ? enforce.asked.version : warn.asked.version }
    : warn.asked
  return { policy: { enforce: enforce.asked, audit: audit.asked, warn: warned }, errors }
}

/** `latest` where none is given, undefined for a text that is no version. Mirrors ParseVersion, v1.36. */
function versionOf(text: string | undefined): 'latest' | number | undefined {
  if (text === undefined || text === 'latest') return 'latest'
  const minor = Number(/^v1\.([0-9]|[1-9][0-9]{1,18})$/.exec(text)?.[1])
  return Number.isNaN(minor) ? undefined : minor
}

import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { ServerWarning } from '../answer.ts'

interface Deprecation {
  /** The minor that deprecates it. */
  readonly since: number
  /** The minor that no longer has it. */
  readonly removed?: number
  readonly replacement?: string
}

/** By API version and kind; only what a supported version serves by default. Mirrors the lifecycle markers of k8s.io/api, v1.36. */
const deprecations: ReadonlyMap<string, Deprecation> = new Map([
  ['v1 Endpoints', { since: 33, replacement: 'discovery.k8s.io/v1 EndpointSlice' }],
  ['v1 ComponentStatus', { since: 19 }],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema',
    { since: 29, removed: 32, replacement: 'flowcontrol.apiserver.k8s.io/v1 FlowSchema' },
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration',
    { since: 29, removed: 32, replacement: 'flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration' },
  ],
])

const deprecatedKinds: ReadonlySet<string> = new Set([...deprecations.keys()].map(name => name.slice(name.indexOf(' ') + 1)))
const none: readonly ServerWarning[] = []

/** What the server says to every request for a kind that will go. Mirrors apiserver pkg/endpoints/deprecation/deprecation.go WarningMessage, v1.36. */
export function deprecatedApiWarnings({ group, version, kind }: ResourceType, { minor }: KubernetesVersion): readonly ServerWarning[] {
  if (!deprecatedKinds.has(kind)) return none
  const name = `${group === '' ? version : `${group}/${version}`} ${kind}`
  const deprecation = deprecations.get(name)
  if (deprecation === undefined || minor < deprecation.since) return none
  const { since, removed, replacement } = deprecation
  const gone = removed === undefined ? '' : `, unavailable in v1.${removed}+`
  const instead = replacement === undefined ? '' : `; use ${replacement}`
  return [{ message: `${name} is deprecated in v1.${since}+${gone}${instead}`, path: ['apiVersion'] }]
}

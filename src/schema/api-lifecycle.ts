import { apiLifecycleTable } from '../../schemas/api-lifecycle.generated.ts'
import { type KubernetesVersion, newestMinor } from '../k8s/version.ts'
import { findResourceType } from './resource-types.ts'

/** Names of a kind as manifests write them. */
export interface ApiName {
  readonly apiVersion: string
  readonly kind: string
}

/** What becomes of a built-in kind in one of its versions; minors of Kubernetes 1. */
export interface ApiLifecycle {
  readonly introduced?: number
  readonly deprecated?: number
  /** The first minor that does not have it. */
  readonly removed?: number
  /** Whether a server serves it where nobody asks for it. */
  readonly servedByDefault: boolean
  readonly replacement?: ApiName
  /** Whether manifests of the replacement are written in the same way. */
  readonly sameShape: boolean
}

let rows: ReadonlyMap<string, ApiLifecycle> | undefined

/** What is known of a kind that goes, has gone, or is not served by default; undefined for all others. */
export function apiLifecycle(apiVersion: string, kind: string): ApiLifecycle | undefined {
  rows ??= new Map(apiLifecycleTable.split('\n').map(readRow))
  return rows.get(`${apiVersion} ${kind}`)
}

/** The same of a kind that only later versions serve. */
export function laterApi(apiVersion: string, kind: string, version: KubernetesVersion): ApiLifecycle | undefined {
  for (let minor = version.minor + 1; minor <= newestMinor; minor++)
    if (findResourceType(apiVersion, kind, { minor }) !== undefined) return { introduced: minor, servedByDefault: true, sameShape: false }
  return undefined
}

/** What a version serves in the place of a kind, however many steps lead there. */
export function servedReplacement(apiVersion: string, kind: string, version: KubernetesVersion): ApiName | undefined {
  let name: ApiName | undefined = apiLifecycle(apiVersion, kind)?.replacement
  for (let step = 0; name !== undefined && step < 4; step++) {
    if (findResourceType(name.apiVersion, name.kind, version) !== undefined) return name
    name = apiLifecycle(name.apiVersion, name.kind)?.replacement
  }
  return undefined
}

function readRow(line: string): readonly [string, ApiLifecycle] {
  const [apiVersion, kind, minors, marks, otherVersion, otherKind] = line.split(' ')
  const [introduced, deprecated, removed] = minors!.split(',').map(minor => (minor === '' ? undefined : Number(minor)))
  const row: ApiLifecycle = {
    ...(introduced !== undefined && { introduced }),
    ...(deprecated !== undefined && { deprecated }),
    ...(removed !== undefined && { removed }),
    servedByDefault: !marks!.includes('o'),
    ...(otherVersion !== undefined && otherKind !== undefined && { replacement: { apiVersion: otherVersion, kind: otherKind } }),
    sameShape: marks!.includes('='),
  }
  return [`${apiVersion} ${kind}`, row]
}

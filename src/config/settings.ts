import type { KubernetesVersion } from '../k8s/version.ts'
import type { Severity } from '../lint/diagnostic.ts'
import type { Override } from '../lint/overrides.ts'
import type { ReadLimits } from '../source/limits.ts'

/** An object of the input; the namespace is null for kinds that have none. */
export interface ObjectName {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
}

/** A field of an object of the input, and what it is to be; null takes it away. */
export interface FieldValue {
  readonly object: ObjectName
  readonly path: readonly (string | number)[]
  readonly value: unknown
  /** As it was asked for. */
  readonly text: string
}

/** A file's, a flag's or a job's options, checked and completed: what one run goes by. */
export interface Settings {
  /** Of several the newest. */
  readonly version: KubernetesVersion
  /** Where several are asked for: each, the oldest first. */
  readonly versions?: readonly KubernetesVersion[]
  /** The version in which `check` looks for what breaks or changes. */
  readonly upgradeTo?: KubernetesVersion
  readonly world: 'open' | 'closed'
  readonly sets: 'auto' | 'one' | 'directory' | 'file'
  /** Namespace of objects that name none. */
  readonly namespace: string
  readonly failOn: Severity | 'never'
  readonly asServer: boolean
  /** Whether the server's answers carry the objects as it would keep them. */
  readonly stored: boolean
  /** Whether `fix` may change what a manifest means. */
  readonly unsafe: boolean
  /** How an object takes the place of one that is there: as `kubectl apply` does it, or as it is written. */
  readonly update: 'apply' | 'replace'
  /** Who sends the requests and asks the questions: a user name and groups; an administrator where there is none. */
  readonly as?: { readonly name: string; readonly groups: readonly string[] }
  /** Whether `access` lists what a subject may do, or who may do something. */
  readonly list?: true
  readonly who?: true
  /** Which rules run, and how severe each is; rules that are absent keep their own severity if a preset names them. */
  readonly presets: readonly string[]
  readonly rules: ReadonlyMap<string, Severity | 'off'>
  /** What is said to single rules; checked against their options where the rules are known. */
  readonly ruleOptions: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** What holds for rules in some files only; of several that match, the later counts. */
  readonly overrides: readonly Override[]
  /** Where it is not empty, only these rules run. */
  readonly only: readonly string[]
  /** Only findings in files that a glob of these matches are printed and counted. */
  readonly reportOnly: readonly string[]
  /** What leads from the directory of these globs to the working directory, where that is another. */
  readonly reportOnlyBase?: string
  /** Whether comments and annotations suppress findings. */
  readonly inlineConfig: boolean
  /** Whether only findings count that the state before does not have. */
  readonly newOnly: boolean
  /** What exists elsewhere. */
  readonly externals: readonly External[]
  readonly nodes: readonly string[]
  /** External provisioners that are taken to work. */
  readonly provisioners: 'all' | 'none' | readonly string[]
  readonly arrival: 'one-by-one' | 'together'
  readonly detail: boolean
  /** The node that `simulate` drains in the end. */
  readonly drain?: string
  /** Workloads of which `simulate` says how many replicas have room. */
  readonly howMany?: readonly ObjectName[]
  /** Fields that `simulate` changes before it begins. */
  readonly set?: readonly FieldValue[]
  /** What `reach` is told about the network. */
  readonly network?: NetworkSettings
  readonly limits: Limits
}

/** Objects that exist although the input does not define them: each text a glob; absent: any, or none for cluster-scoped kinds. */
export interface External {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

/** What is taken for granted where the API leaves something open, and what is asked for. */
export interface NetworkSettings {
  /** Absent: the one that the input installs. */
  readonly plugin?: 'generic' | 'calico' | 'cilium' | 'flannel' | 'none'
  readonly ipBlockSelectsPods?: 'yes' | 'no' | 'unknown'
  readonly hostNetworkPods?: 'pod' | 'node' | 'unknown'
  readonly exposure: boolean
  readonly compat?: 'np-guard'
}

/** Bounds that `--limit` raises. */
export interface Limits extends ReadLimits {
  /** bytes of one file, of standard input */
  readonly fileSize: number
  readonly stdinSize: number
  readonly findings: number
}

/** A mistake in the usage or the configuration: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** Places of a configuration file and what is wrong there, `PATH:LINE:COLUMN: …`, one line each. */
  readonly places: readonly string[]

  constructor(message: string, places: readonly string[] = []) {
    super(message)
    this.places = places
  }
}

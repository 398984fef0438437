import type { Objection, Verdict } from '../../src/apiserver/answer.ts'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { Declaration } from '../../src/cluster/declaration.ts'
import type { Request } from '../../src/cluster/request.ts'
import type { Resource } from '../../src/cluster/resource.ts'
import type { Settings } from '../../src/config/settings.ts'
import { newestVersion } from '../../src/k8s/version.ts'
import type { Diagnostic } from '../../src/lint/diagnostic.ts'
import type { CheckedSet, CheckOutcome, SetOutcome } from '../../src/outcome.ts'
import { defaultReadLimits } from '../../src/source/limits.ts'
import type { SourceDocument } from '../../src/source/source-document.ts'
import { SourceFile, type Span } from '../../src/source/source-file.ts'

/** The only document of a file; every path is found on its first line. */
export function documentOf(
  path: string,
  text: string,
  overrides: Partial<Pick<SourceDocument, 'index' | 'start' | 'origin'>> = {}
): SourceDocument {
  const file = new SourceFile(path, text)
  return {
    file,
    index: 0,
    format: path.endsWith('.json') ? 'json' : 'yaml',
    value: {},
    problems: [],
    markers: [],
    start: 0,
    end: text.length,
    locate: () => ({ file, start: 0, end: text.search(/$/m) }),
    ...overrides,
  }
}

/** Where `marked` stands in a document. */
export function spanOf({ file }: SourceDocument, marked: string): Span {
  const start = file.text.indexOf(marked)
  if (start === -1) throw new Error(`no ${marked} in ${file.path}`)
  return { file, start, end: start + marked.length }
}

/** A finding at `marked`. */
export function findingAt(document: SourceDocument, marked: string, overrides: Partial<Diagnostic> = {}): Diagnostic {
  const rule = overrides.rule ?? 'probe/some-rule'
  return {
    rule,
    severity: 'error',
    claim: 'risks',
    category: rule.slice(0, rule.indexOf('/')),
    stage: 'advise',
    message: 'Something is wrong.',
    span: spanOf(document, marked),
    path: [],
    document,
    set: '.',
    related: [],
    fixes: [],
    fingerprint: '0123456789abcdef',
    ...overrides,
  }
}

export const settings: Settings = {
  version: { minor: 36 },
  world: 'open',
  sets: 'auto',
  namespace: 'default',
  failOn: 'error',
  asServer: false,
  stored: false,
  unsafe: false,
  update: 'apply',
  presets: [],
  rules: new Map(),
  only: [],
  reportOnly: [],
  ruleOptions: new Map(),
  overrides: [],
  inlineConfig: true,
  newOnly: false,
  externals: [],
  nodes: [],
  provisioners: 'all',
  arrival: 'one-by-one',
  detail: false,
  limits: { ...defaultReadLimits, fileSize: 10 * 2 ** 20, stdinSize: 64 * 2 ** 20, findings: 25_000 },
}

export function setOf(overrides: Partial<SetOutcome & CheckedSet> = {}): SetOutcome & CheckedSet {
  return {
    name: '.',
    files: 4,
    objects: 12,
    cluster: new Cluster([]),
    environment: { version: newestVersion, world: 'open', requests: [] },
    requests: [],
    refused: overrides.requests?.filter(({ verdict }) => verdict.objections.length > 0).length ?? 0,
    declarations: [],
    ...overrides,
  }
}

/** What a check of 12 objects in 4 files found. */
export function outcomeOf(diagnostics: readonly Diagnostic[], overrides: Partial<CheckOutcome> = {}): CheckOutcome {
  const count = (severity: string): number => diagnostics.filter(diagnostic => diagnostic.severity === severity).length
  return {
    settings,
    sets: [setOf()],
    skipped: [],
    unchecked: [],
    diagnostics,
    suppressed: [],
    baselined: [],
    unknowns: [],
    internalErrors: [],
    summary: {
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
      suppressed: 0,
      baselined: 0,
      truncated: false,
    },
    exitCode: count('error') > 0 ? 1 : 0,
    ...overrides,
  }
}

/** An object of the input. */
export function resourceOf(
  apiVersion: string,
  kind: string,
  namespace: string | null,
  name: string | null,
  document: SourceDocument
): Resource {
  const [group, version] = apiVersion.includes('/') ? (apiVersion.split('/') as [string, string]) : ['', apiVersion]
  return {
    type: { apiVersion, group, version, kind, plural: `${kind.toLowerCase()}s`, namespaced: namespace !== null },
    namespace,
    name,
    object: {},
    written: {},
    decodeErrors: [],
    document,
    root: [],
    role: 'input',
    order: 0,
  }
}

/** The request that creates an object, and the first objection to it. */
export function requestOf(resource: Resource, objection?: Partial<Objection>, verdict: Partial<Verdict> = {}): Request {
  const objections: readonly Objection[] =
    objection === undefined ? [] : [{ stage: 'validate', code: 422, reason: 'Invalid', message: 'refused', errors: [], ...objection }]
  return { resource, operation: 'create', verdict: { objections, warnings: [], stored: {}, ...verdict } }
}

export function declarationOf(resource: Resource): Declaration {
  const { document, root, namespace, name, type } = resource
  return { document, root, apiVersion: type.apiVersion, kind: type.kind, namespace, name, resource }
}

import { readFileSync } from 'node:fs'

/** One row of the facts: a kind in a version, and the minors in which it came, was deprecated and went. */
interface Row {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly introducedIn: string | null
  readonly deprecatedIn: string | null
  readonly effectiveRemovedIn: string | null
  readonly onByDefault: boolean | null
  readonly replacement?: { readonly apiVersion: string; readonly kind: string } | null
}

/** Objects that are only sent and answered, never kept: no manifest holds one. */
const notKept = /^(?:Scale|DeploymentRollback|JobTemplate|Eviction|Binding|ComponentStatus|.*Review|.*Discovery)$/

/** What was written otherwise before: the fields of the replacement have other names or another nesting. */
const otherShape = [
  /^(?:extensions|networking\.k8s\.io)\/v1beta1 Ingress$/,
  /^apiextensions\.k8s\.io\/v1beta1 /,
  /^autoscaling\/v2beta1 /,
  /^extensions\/v1beta1 HorizontalPodAutoscaler$/,
  /^discovery\.k8s\.io\/v1(?:alpha1|beta1) /,
  /^resource\.k8s\.io\/v1(?:alpha\d|beta1) /,
  /^flowcontrol\.apiserver\.k8s\.io\/v1(?:alpha1|beta[12]) /,
  /^admissionregistration\.k8s\.io\/v1alpha1 ExternalAdmissionHook/,
  / Endpoints$/,
]

/** The table that src/schema/api-lifecycle.ts reads, from the rows of a JSON file (`apis`). */
export function generateApiLifecycle(file: string): ReadonlyMap<string, string> {
  const { apis } = JSON.parse(readFileSync(file, 'utf8')) as { readonly apis: readonly Row[] }
  const lines = apis.filter(({ kind }) => !notKept.test(kind)).map(lineOf)
  const text = [...new Set(lines)].sort().join('\n')
  const head = [
    '// Generated from the lifecycle markers of k8s.io/api; see schemas/README.md.',
    '',
    '/** Kinds that go or have gone, as one text; src/schema/api-lifecycle.ts reads it. */',
  ]
  return new Map([
    ['schemas/api-lifecycle.generated.ts', [...head, `export const apiLifecycleTable = ${JSON.stringify(text)}`, ''].join('\n')],
  ])
}

function lineOf({ group, version, kind, introducedIn, deprecatedIn, effectiveRemovedIn, onByDefault, replacement }: Row): string {
  const name = `${group === '' ? version : `${group}/${version}`} ${kind}`
  const isSame = replacement?.kind === kind && !otherShape.some(shape => shape.test(name))
  const marks = `${onByDefault === false ? 'o' : ''}${isSame ? '=' : ''}`
  const minors = [introducedIn, deprecatedIn, effectiveRemovedIn].map(minor => minor?.slice(2) ?? '').join(',')
  return `${name} ${minors} ${marks === '' ? '-' : marks}${replacement ? ` ${replacement.apiVersion} ${replacement.kind}` : ''}`
}

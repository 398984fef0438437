import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** One line of the policy, and the minors that have it. */
interface Line {
  readonly text: string
  readonly minors: number[]
  /** Rules of a role, subjects of a binding. */
  readonly children: Line[]
}

interface Source {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> }
  readonly rules?: readonly Readonly<Record<string, readonly string[]>>[] | null
  readonly aggregationRule?: { readonly clusterRoleSelectors: readonly { readonly matchLabels: Readonly<Record<string, string>> }[] }
  readonly roleRef?: { readonly kind: string; readonly name: string }
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[]
}

const aggregateTo = 'rbac.authorization.k8s.io/aggregate-to-'
const kindCodes: Readonly<Record<string, string>> = { ClusterRole: 'c', Role: 'r', ClusterRoleBinding: 'b', RoleBinding: 'd' }

/**
 * The roles and bindings that kube-apiserver creates, from a folder with one folder a minor version (`v1.36`), each with the YAML lists of
 * plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata. src/apiserver/authorization/bootstrap.ts says how the text is written.
 */
export function generateBootstrapPolicy(folder: string): ReadonlyMap<string, string> {
  const versions = readdirSync(folder).filter(name => /^v1\.\d+$/.test(name))
  const minors = versions.map(name => Number(name.slice(3))).sort((a, b) => a - b)
  const lines: Line[] = []
  for (const minor of minors) merge(lines, linesOf(join(folder, `v1.${minor}`), minor), minor)
  const text = lines.flatMap(line => [line, ...line.children]).map(line => `${line.text}|${rangeOf(line.minors, minors)}`)
  const path = 'src/apiserver/authorization/bootstrap-policy.generated.ts'
  const head = [
    '// Generated from the lists of kube-apiserver; see src/dev/bootstrap-policy.ts.',
    '',
    '/** What every cluster has from its beginning. */',
  ]
  return new Map([[path, [...head, `export const bootstrapPolicy = ${JSON.stringify(text.join('\n'))}`, ''].join('\n')]])
}

function linesOf(folder: string, minor: number): readonly Line[] {
  const files = readdirSync(folder).filter(name => name.endsWith('.yaml') && !name.includes('featuregates'))
  const objects = files.sort().flatMap(name => (parse(readFileSync(join(folder, name), 'utf8')) as { items: readonly Source[] }).items)
  return objects.map(object => ({
    text: titleOf(object),
    minors: [minor],
    children: childrenOf(object).map(text => ({ text, minors: [minor], children: [] })),
  }))
}

function titleOf({ kind, metadata: { name, namespace, labels = {} }, aggregationRule, roleRef }: Source): string {
  const id = namespace === undefined ? name : `${namespace}/${name}`
  if (roleRef !== undefined) return [kindCodes[kind], id, kindCodes[roleRef.kind], roleRef.name].join('|')
  const parts = Object.keys(labels).filter(label => label.startsWith(aggregateTo))
  const wholes = (aggregationRule?.clusterRoleSelectors ?? []).flatMap(selector => Object.keys(selector.matchLabels))
  return [kindCodes[kind], id, ...[parts, wholes].map(list => list.map(label => label.slice(aggregateTo.length)).join(','))].join('|')
}

function childrenOf({ rules, subjects = [] }: Source): readonly string[] {
  const texts = (rules ?? []).map(rule =>
    rule['nonResourceURLs'] === undefined
      ? ['v', rule['verbs'], rule['apiGroups'], rule['resources'], rule['resourceNames'] ?? []].join('|')
      : ['u', rule['verbs'], rule['nonResourceURLs']].join('|')
  )
  return [...texts, ...subjects.map(({ kind, name, namespace }) => ['s', kind, name, namespace ?? ''].join('|'))]
}

/** Adds a version's lines, so that those of each version are found in its own order. */
function merge(lines: Line[], added: readonly Line[], minor: number): void {
  let at = 0
  for (const line of added) {
    const known = lines.findIndex(
      (candidate, index) => index >= at && candidate.text === line.text && candidate.minors.at(-1) === minor - 1
    )
    if (known === -1) lines.splice(at++, 0, line)
    else {
      const before = lines[known]!
      before.minors.push(minor)
      merge(before.children, line.children, minor)
      at = known + 1
    }
  }
}

function rangeOf(minors: readonly number[], all: readonly number[]): string {
  const [first, last] = [minors[0]!, minors.at(-1)!]
  return `${first === all[0] ? '' : first}-${last === all.at(-1) ? '' : last}`.replace(/^-$/, '')
}

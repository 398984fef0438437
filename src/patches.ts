import { Cluster } from './cluster/cluster.ts'
import type { Declaration } from './cluster/declaration.ts'
import { declare } from './cluster/declare.ts'
import type { Settings } from './config/settings.ts'
import type { Diagnostic } from './lint/diagnostic.ts'
import { documentViews } from './lint/document-views.ts'
import type { RuleEntry } from './lint/rule.ts'
import { type RuleRun, runRules } from './lint/run-rules.ts'
import { factsOf } from './lint/set-facts.ts'
import { onlyReads, triggered } from './lint/trigger.ts'
import type { SourceDocument } from './source/source-document.ts'

/** What is wrong with patches: they hold what their kinds have, in the right types, and need not hold anything. */
export async function patchFindings(
  patches: readonly SourceDocument[],
  run: RuleRun,
  entries: readonly RuleEntry[],
  { namespace, version }: Settings
): Promise<readonly Diagnostic[]> {
  const declared = declare(patches, { role: 'input', namespace, version, firstOrder: 0, recover: true })
  // which object is meant a target may say, and what it lacks the object has
  const declarations = declared.filter(({ kind, apiVersion }) => kind !== undefined && apiVersion !== undefined).map(withoutDirectives)
  const resources = declarations.flatMap(({ resource }) => (resource === undefined ? [] : [resource]))
  const cluster = new Cluster(resources)
  const environment = { version, world: run.environment.world, requests: [] }
  const documents = documentViews(patches, declarations)
  const wanted = triggered(
    entries.filter(({ when }) => onlyReads(when)),
    factsOf(documents, cluster, environment)
  )
  const rules = await Promise.all(wanted.map(entry => entry.load()))
  return runRules({ ...run, cluster, environment, documents, rules }).diagnostics
}

/** `$patch`, `$retainKeys` and their like tell how to merge. */
function withoutDirectives(declaration: Declaration): Declaration {
  const { resource } = declaration
  if (resource === undefined) return declaration
  const decodeErrors = resource.decodeErrors.filter(({ code, path }) => code !== 'unknown-field' || !path.some(isDirective))
  const { decodeMessage, ...others } = resource
  const whole = decodeErrors.length === resource.decodeErrors.length && decodeMessage !== undefined ? { decodeMessage } : {}
  return { ...declaration, resource: { ...others, ...whole, decodeErrors } }
}

function isDirective(step: string | number): boolean {
  return typeof step === 'string' && step.startsWith('$')
}

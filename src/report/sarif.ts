import type { Diagnostic, Fix, RelatedPlace, ResourceIdentity } from '../lint/diagnostic.ts'
import { rank } from '../lint/rank.ts'
import type { Rule } from '../lint/rule.ts'
import type { CheckOutcome } from '../outcome.ts'
import type { Span } from '../source/source-file.ts'
import { jsonText } from './json.ts'
import { boundedText } from './message-text.ts'
import { placeResult } from './results/place.ts'
import { seatrialVersion } from './results/version.ts'
import { ruleDescriptor, sarifLevel, sarifMessage } from './sarif-rules.ts'
import { printableFixes } from './secret-text.ts'

export interface SarifOptions {
  /** The rules that have findings; one that is missing is named by its id alone. */
  readonly rules: readonly Rule[]
  /** The Markdown of a rule's page. */
  readonly page?: (id: string) => string | undefined
}

/** GitHub takes no more results of one run. */
const resultLimit = 25_000

/** The findings as a log of the Static Analysis Results Interchange Format, 2.1.0. */
export function sarif(outcome: CheckOutcome, { rules, page }: SarifOptions): string {
  const { diagnostics } = rank(outcome.diagnostics, resultLimit)
  const ids = [...new Set(diagnostics.map(diagnostic => diagnostic.rule))].sort()
  const indexes = new Map(ids.map((id, index) => [id, index]))
  const ruleOf = new Map(rules.map(rule => [rule.id as string, rule]))
  return jsonText({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'seatrial',
            version: seatrialVersion,
            rules: ids.map(id => ruleDescriptor(id, ruleOf.get(id), page?.(id))),
          },
        },
        invocations: [{ executionSuccessful: outcome.exitCode < 2, toolExecutionNotifications: notifications(outcome) }],
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(diagnostic => resultOf(diagnostic, indexes.get(diagnostic.rule)!)),
      },
    ],
  })
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number): unknown {
  const { rule, severity, message, component, help, span, resource, related, fingerprint, claim, stage } = diagnostic
  const parts = [
    message,
    ...(component === undefined ? [] : [`${component.name}: ${component.sentence}`]),
    ...(help === undefined ? [] : [help]),
  ]
  const changes = printableFixes(diagnostic).filter(fix => fix.edits.length > 0)
  return {
    ruleId: rule,
    ruleIndex,
    level: sarifLevel[severity],
    message: { text: sarifMessage(parts.map(boundedText).join('\n')) },
    locations: [locationOf(span, resource)],
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    partialFingerprints: { 'seatrial/v1': fingerprint },
    ...(changes.length > 0 && { fixes: changes.map(fixOf) }),
    properties: { claim, stage },
  }
}

function locationOf(span: Span | undefined, resource: ResourceIdentity | undefined): object {
  return {
    ...(span !== undefined && { physicalLocation: { artifactLocation: { uri: uriOf(span.file.path) }, region: regionOf(span) } }),
    ...(resource !== undefined && { logicalLocations: [{ fullyQualifiedName: boundedText(titleOf(resource)), kind: 'resource' }] }),
  }
}

function relatedLocation({ message, span, resource }: RelatedPlace, index: number): unknown {
  return { id: index + 1, ...locationOf(span, resource), message: { text: sarifMessage(boundedText(message)) } }
}

function fixOf({ title, edits }: Fix): unknown {
  const files = new Map<string, unknown[]>()
  for (const { span, text } of edits) {
    const replacement = { deletedRegion: regionOf(span), ...(text !== '' && { insertedContent: { text } }) }
    const replacements = files.get(span.file.path)
    if (replacements === undefined) files.set(span.file.path, [replacement])
    else replacements.push(replacement)
  }
  const artifactChanges = [...files].map(([path, replacements]) => ({ artifactLocation: { uri: uriOf(path) }, replacements }))
  return { description: { text: sarifMessage(boundedText(title)) }, artifactChanges }
}

function notifications(outcome: CheckOutcome): readonly unknown[] {
  return [
    ...outcome.unchecked.map(({ file, message }) => ({
      level: 'error',
      message: { text: sarifMessage(boundedText(`not checked: ${message}`)) },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
    })),
    ...outcome.internalErrors.map(({ rule, message }) => ({
      level: 'error',
      message: { text: sarifMessage(boundedText(`rule ${rule} failed by an error of seatrial: ${message}`)) },
    })),
  ]
}

function regionOf(span: Span): unknown {
  const { line, column, endLine, endColumn } = placeResult(span)
  return { startLine: line, startColumn: column, endLine, endColumn }
}

function titleOf({ kind, namespace, name }: ResourceIdentity): string {
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name ?? '(without a name)'}`
}

/** A path as a URI reference; what is no Unicode text in it is shown as such. */
function uriOf(path: string): string {
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return path.startsWith('/') ? `file://${encoded}` : encoded
}

import { FieldRef } from '../cluster/field-ref.ts'
import { valueAt } from '../k8s/field-path.ts'
import { isPlaceholder } from '../source/placeholder.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Claim, Component, Diagnostic, Fix, RelatedPlace, Severity } from './diagnostic.ts'
import { fingerprint } from './fingerprint.ts'
import { type LocatedPlace, locatePlace, unwrittenDefault } from './place.ts'
import type { DocumentView, Finding, FixProposal, Rule } from './rule.ts'
import { fillTemplate } from './template.ts'

/** What turns the findings of one set into diagnostics. */
export interface DiagnoseContext {
  readonly set: string
  readonly severities: ReadonlyMap<string, Severity>
  readonly views: ReadonlyMap<SourceDocument, DocumentView>
}

const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

/**
 * One finding as it is shown; undefined where it is about something that is never reported on. Of a document that kubectl refuses to read
 * nothing is predicted, for what follows is a guess at what was meant. Throws where the rule breaks its own terms.
 */
export function diagnose(rule: Rule, finding: Finding<string>, context: DiagnoseContext): Diagnostic | undefined {
  if (finding.at instanceof FieldRef && finding.at.resource.role !== 'input') return undefined
  const { data } = finding
  const template = Object.hasOwn(rule.messages, finding.message) ? rule.messages[finding.message] : undefined
  if (template === undefined) throw new Error(`${rule.id} has no message ${finding.message}`)
  const at = locatePlace(finding.at, context.views)
  const stage = finding.stage ?? rule.stage
  const recovered = stage !== 'read' && (at.document.partial !== undefined || at.document.problems.some(problem => problem.fatal))
  const claim = recovered ? 'risks' : (finding.claim ?? rule.claim)
  if (stage !== 'read' && (isUnfilled(at, finding) || isMadeElsewhere(at, stage))) return undefined
  const help = finding.help ?? fillTemplate(rule.help, data)
  const label = finding.label ?? unwrittenDefault(finding.at)
  const component = componentOf(rule, finding, claim)
  if (claim === 'fails' && (help === '' || component === undefined || component.sentence === ''))
    throw new Error(`${rule.id} says that something fails without help or without the words of the component`)
  return {
    rule: rule.id,
    severity: lower(lower(context.severities.get(rule.id) ?? rule.severity, finding.severity), recovered ? 'warning' : undefined),
    claim,
    category: rule.id.slice(0, rule.id.indexOf('/')),
    stage,
    message: fillTemplate(template, data),
    ...(help === '' ? {} : { help }),
    ...(label === undefined ? {} : { label }),
    span: at.span,
    path: at.path,
    document: at.document,
    ...(at.identity === undefined ? {} : { resource: at.identity }),
    set: context.set,
    ...(component === undefined ? {} : { component }),
    ...(finding.cause === undefined ? {} : { cause: finding.cause }),
    related: (finding.related ?? []).map(related => relatedPlace(related.message, locatePlace(related.at, context.views))),
    fixes: (finding.fixes ?? []).map(proposal => fixOf(proposal, context.views)),
    fingerprint: fingerprintOf(rule, finding, at),
  }
}

/** Of a value that was never filled in, one note says all that can be said, wherever the server copies it to. */
function isUnfilled({ document, span }: LocatedPlace, { cause }: Finding<string>): boolean {
  if (!document.problems.some(({ slip }) => slip === 'placeholder')) return false
  const refused = cause === undefined ? undefined : /^\w+ value: "([^"]*)"/.exec(cause.message)?.[1]
  return isPlaceholder(span.file.text.slice(span.start, span.end)) || (refused !== undefined && isPlaceholder(refused))
}

/** What another tool puts into a document is not known here, or is told of where it is written. */
function isMadeElsewhere({ document: { undecided, written }, path }: LocatedPlace, stage: Rule['stage']): boolean {
  if (undecided?.some(outer => outer.every((step, index) => path[index] === step)) === true) return true
  return stage === 'decode' && written !== undefined && valueAt(written, path) === undefined
}

function lower(allowed: Severity, own: Severity | undefined): Severity {
  return own !== undefined && severityRank[own] < severityRank[allowed] ? own : allowed
}

function componentOf(rule: Rule, finding: Finding<string>, claim: Claim): Component | undefined {
  const own = rule.component
  const exact = finding.component
  const name = exact?.name ?? own?.name
  if (name === undefined) return undefined
  // the words of a prediction are no words about advice
  if (exact === undefined && claim === 'risks' && rule.claim === 'fails') return undefined
  const sentence = exact?.sentence ?? fillTemplate(own!.sentence, finding.data)
  const reason = exact === undefined ? own!.reason : exact.reason
  return { name, ...(reason === undefined ? {} : { reason }), sentence }
}

function relatedPlace(message: string, at: LocatedPlace): RelatedPlace {
  return { message, span: at.span, path: at.path, ...(at.identity === undefined ? {} : { resource: at.identity }) }
}

function fixOf(proposal: FixProposal, views: ReadonlyMap<SourceDocument, DocumentView>): Fix {
  const { title, safe } = proposal
  return { title, safe, edits: proposal.edits.map(({ at, text }) => ({ span: locatePlace(at, views).span, text })) }
}

function fingerprintOf(rule: Rule, finding: Finding<string>, at: LocatedPlace): string {
  const { document, span, path, identity } = at
  const named = identity !== undefined && identity.name !== null
  const root = named ? at.rootLength : 0
  const positioned = !(finding.at instanceof FieldRef) && finding.at.start !== undefined
  const { file } = span
  return fingerprint({
    rule: rule.id,
    messageKey: finding.message,
    identity,
    path: path.slice(root),
    value: valueAt(document.partial ?? document.value, path.slice(0, root)),
    // without a name the file stands for the object, and without a path the line's text for the field
    place: [...(named ? [] : [file.path]), ...(positioned ? [file.line(file.position(span.start).line).trim()] : [])],
  })
}

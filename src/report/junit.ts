import type { Diagnostic, Severity } from '../lint/diagnostic.ts'
import type { CheckOutcome } from '../outcome.ts'
import { escapeForTerminal } from './escape.ts'
import { boundedText } from './message-text.ts'
import { placeResult } from './results/place.ts'

const order: readonly Severity[] = ['info', 'warning', 'error']

/** JUnit XML: a suite for each file, a failed case for each finding that fails the run; a file without any is one case that passes. */
export function junit(outcome: CheckOutcome): string {
  const suites = [...suitesOf(outcome)].map(([file, cases]) => suiteXml(file, cases))
  const all = [...suitesOf(outcome).values()].flat()
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="seatrial"${countsXml(all)}>\n`
  return `${head}${suites.join('')}</testsuites>\n`
}

type Case =
  | { readonly kind: 'passed'; readonly name: string; readonly output?: string }
  | { readonly kind: 'failed' | 'broken'; readonly name: string; readonly type: string; readonly message: string; readonly details: string }

function suitesOf({ sets, diagnostics, unchecked, internalErrors, settings }: CheckOutcome): ReadonlyMap<string, readonly Case[]> {
  const files = sets.flatMap(set => set.declarations.map(declaration => declaration.document.file.path))
  const suites = new Map<string, Case[]>([...new Set(files)].sort().map(file => [file, []]))
  const add = (file: string, own: Case): void => {
    const cases = suites.get(file)
    if (cases === undefined) suites.set(file, [own])
    else cases.push(own)
  }
  for (const diagnostic of diagnostics) add(diagnostic.span.file.path, findingCase(diagnostic, settings.failOn))
  for (const { file, reason, message } of unchecked)
    add(file, { kind: 'broken', name: 'not checked', type: reason, message, details: `${file}: ${message}` })
  for (const { rule, message } of internalErrors)
    add('seatrial', { kind: 'broken', name: rule, type: 'internal-error', message, details: `rule ${rule}: ${message}` })
  for (const cases of suites.values()) if (cases.length === 0) cases.push({ kind: 'passed', name: 'nothing found' })
  return suites
}

function findingCase(diagnostic: Diagnostic, failOn: Severity | 'never'): Case {
  const { rule, severity, message, component, help, span } = diagnostic
  const { file, line, column } = placeResult(span)
  const name = `${rule} ${line}:${column}`
  const details = [
    `${file}:${line}:${column}: ${severity}: ${message}`,
    ...(component === undefined ? [] : [`${component.name}: ${component.sentence}`]),
    ...(help === undefined ? [] : [help]),
  ].join('\n')
  const fails = failOn !== 'never' && order.indexOf(severity) >= order.indexOf(failOn)
  return fails ? { kind: 'failed', name, type: severity, message, details } : { kind: 'passed', name, output: details }
}

function suiteXml(file: string, cases: readonly Case[]): string {
  const own = cases.map(one => caseXml(file, one)).join('')
  return `  <testsuite name="${escapeXml(file)}"${countsXml(cases)}>\n${own}  </testsuite>\n`
}

function caseXml(file: string, one: Case): string {
  const open = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(one.name)}"`
  if (one.kind === 'passed') {
    return one.output === undefined ? `${open}/>\n` : `${open}>\n      <system-out>${escapeXml(one.output)}</system-out>\n    </testcase>\n`
  }
  const tag = one.kind === 'failed' ? 'failure' : 'error'
  const attributes = `message="${escapeXml(one.message)}" type="${escapeXml(one.type)}"`
  return `${open}>\n      <${tag} ${attributes}>${escapeXml(one.details)}</${tag}>\n    </testcase>\n`
}

function countsXml(cases: readonly Case[]): string {
  const count = (kind: Case['kind']): number => cases.filter(one => one.kind === kind).length
  return ` tests="${cases.length}" failures="${count('failed')}" errors="${count('broken')}"`
}

/** Text for an attribute or an element; what XML cannot hold is written as escapes. */
function escapeXml(text: string): string {
  const lines = text.split('\n').map(line => escapeForTerminal(boundedText(line)).replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd'))
  return lines.join('\n').replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

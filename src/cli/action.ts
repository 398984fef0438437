import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { rules } from '../../rules/index.ts'
import { UsageError } from '../config/settings.ts'
import { type CheckOutcome, check } from '../pipeline.ts'
import { escapeForTerminal, escapeWorkflowData } from '../report/escape.ts'
import { seatrialVersion } from '../report/results/version.ts'
import { summaryMarkdown } from '../report/step-summary.ts'
import { type ActionInputs, readActionInputs } from './action-inputs.ts'
import { renderCheck } from './check-formats.ts'
import { configured } from './configured.ts'
import { configuredRules } from './configured-rules.ts'
import { internalError, notDone } from './exit-codes.ts'
import { readNamedInputs } from './inputs.ts'
import { OutputError, writeOutput, writeResultFile } from './output.ts'
import { silent } from './progress.ts'
import { settingsOf } from './run-options.ts'

/** How the log of a job shows text. */
const logLook = { color: false, width: 120, unicode: true, quiet: false }

/** The step of a workflow: its inputs are variables, its outputs go to files that variables name. */
async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readActionInputs(environment)
  const outcome = await checkInputs(inputs)
  if (inputs.annotations) writeOutput(annotationsIn(await renderCheck('github', outcome, logLook)))
  writeOutput(withoutCommands(await renderCheck('text', outcome, logLook)))
  if (inputs.sarif !== undefined) {
    mkdirSync(dirname(inputs.sarif), { recursive: true })
    writeResultFile(inputs.sarif, await renderCheck('sarif', outcome, logLook))
  }
  if (inputs.summary) append(environment['GITHUB_STEP_SUMMARY'], summaryMarkdown(outcome))
  const { error, warning } = outcome.summary
  writeOutputs(environment, {
    errors: String(error),
    warnings: String(warning),
    ...(inputs.sarif === undefined ? {} : { 'sarif-file': inputs.sarif }),
    'exit-code': String(outcome.exitCode),
  })
  process.exitCode = outcome.exitCode
}

async function checkInputs(inputs: ActionInputs): Promise<CheckOutcome> {
  const invocation = await configured(inputs.invocation)
  const settings = settingsOf(invocation)
  const custom = await configuredRules(invocation)
  const outcome = await check(await readNamedInputs(invocation, settings, silent), settings, [...rules, ...(custom?.entries ?? [])])
  return custom?.told(outcome) ?? outcome
}

/** The commands at the beginning of the form for workflows; the lines for the log that follow are left out. */
function annotationsIn(report: string): string {
  const lines = report.split('\n')
  const end = lines.findIndex(line => !/^::(?:error|warning|notice)[ :]/.test(line))
  return lines
    .slice(0, end)
    .map(line => `${line}\n`)
    .join('')
}

/** Text in which the runner obeys no line, whatever it begins with. */
function withoutCommands(log: string): string {
  const token = globalThis.crypto.randomUUID()
  return `::stop-commands::${token}\n${log.trimEnd()}\n::${token}::\n`
}

function writeOutputs(environment: NodeJS.ProcessEnv, outputs: Readonly<Record<string, string>>): void {
  const delimiter = globalThis.crypto.randomUUID()
  const entries = Object.entries(outputs).map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
  append(environment['GITHUB_OUTPUT'], entries.join(''))
}

function append(file: string | undefined, content: string): void {
  if (file !== undefined && file !== '') appendFileSync(file, content)
}

function reportFailure(error: unknown): void {
  const isOurs = !(error instanceof UsageError || error instanceof OutputError)
  const message = error instanceof Error ? error.message : String(error)
  const told = isOurs ? `This is an error of seatrial ${seatrialVersion} itself: ${message}` : message
  writeOutput(`::error::${escapeWorkflowData(escapeForTerminal(told))}\n`)
  process.exitCode = isOurs ? internalError : notDone
  writeOutputs(process.env, { 'exit-code': String(process.exitCode) })
}

run(process.env).catch(reportFailure)

import { seatrialVersion } from '../report/results/version.ts'
import { type Invocation, parseArguments } from './arguments.ts'
import { configured } from './configured.ts'
import { type ExitCode, ok } from './exit-codes.ts'
import { reportFailure } from './failure.ts'
import { writeOutput } from './output.ts'

/** Does what a command line says, and answers with the exit code. Never throws. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  try {
    const flags = words.slice(0, words.includes('--') ? words.indexOf('--') : words.length)
    if (flags.includes('--version')) return print(`${seatrialVersion}\n`)
    if (flags.includes('--help') || flags.includes('-h')) return print((await import('./help.ts')).helpText(flags))
    const invocation = await configured(parseArguments(words))
    if (invocation.flags.has('print-config')) return print((await import('./print-config.ts')).printedConfig(invocation))
    return await runCommand(invocation)
  } catch (error) {
    return reportFailure(error)
  }
}

async function runCommand(invocation: Invocation): Promise<ExitCode> {
  switch (invocation.command) {
    case 'check':
      return (await import('./commands/check.ts')).check(invocation)
    case 'simulate':
      return (await import('./commands/simulate.ts')).simulate(invocation)
    case 'reach':
      return (await import('./commands/reach.ts')).reach(invocation)
    case 'access':
      return (await import('./commands/access.ts')).access(invocation)
    case 'why':
      return (await import('./commands/why.ts')).why(invocation)
    case 'fix':
      return (await import('./commands/fix.ts')).fix(invocation)
    case 'explain':
      return (await import('./commands/explain.ts')).explain(invocation)
    case 'rules':
      return (await import('./commands/rules.ts')).rules(invocation)
    case 'test-rules':
      return (await import('./commands/test-rules.ts')).testRules(invocation)
    case 'init':
      return (await import('./commands/init.ts')).init(invocation)
    case 'batch':
      return (await import('./commands/batch.ts')).batch(invocation)
  }
}

function print(text: string): ExitCode {
  writeOutput(text)
  return ok
}

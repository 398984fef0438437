import { UsageError } from '../config/settings.ts'
import type { Invocation } from './arguments.ts'

/** What the workflow gives the Action: the inputs of action.yml. */
export interface ActionInputs {
  /** The command line that does the same. */
  readonly invocation: Invocation
  readonly sarif: string | undefined
  readonly summary: boolean
  readonly annotations: boolean
}

/** Reads the inputs from the environment of the step; throws a UsageError that names the input at fault. */
export function readActionInputs(environment: NodeJS.ProcessEnv): ActionInputs {
  const text = (name: string): string => (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim()
  const lines = (name: string): readonly string[] =>
    text(name)
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
  const flag = (name: string): boolean => {
    const value = text(name).toLowerCase()
    if (value === '' || value === 'true') return true
    if (value === 'false') return false
    throw new UsageError(`Input ${name} must be true or false, not ${JSON.stringify(text(name))}.`)
  }
  const since = text('since')
  const words = ['kubernetes-version', 'world', 'fail-on', 'config'].map(name => [name, text(name)] as const)
  const paths = lines('paths')
  const cluster = lines('cluster')
  const flags = new Map<string, readonly string[]>(words.flatMap(([name, value]) => (value === '' ? [] : [[name, [value]] as const])))
  if (cluster.length > 0) flags.set('cluster', cluster)
  if (since !== '') flags.set('from', [`git:${since}`]).set('new-only', [])
  return {
    invocation: { command: 'check', operands: paths.length === 0 ? ['.'] : paths, flags },
    sarif: text('sarif') === '' ? undefined : text('sarif'),
    summary: flag('summary'),
    annotations: flag('annotations'),
  }
}

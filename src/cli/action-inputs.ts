import { UsageError } from '../config/settings.ts'

/** What the workflow gives the Action: the inputs of action.yml. */
export interface ActionInputs {
  readonly paths: readonly string[]
  readonly cluster: readonly string[]
  /** As a configuration file would hold them. */
  readonly options: Readonly<Record<string, string>>
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
  const options = Object.entries({ kubernetesVersion: text('kubernetes-version'), world: text('world'), failOn: text('fail-on') })
  const paths = lines('paths')
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    cluster: lines('cluster'),
    options: Object.fromEntries(options.filter(([, value]) => value !== '')),
    sarif: text('sarif') === '' ? undefined : text('sarif'),
    summary: flag('summary'),
    annotations: flag('annotations'),
  }
}

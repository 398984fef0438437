import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Ended, root, run, temporaryFolder } from './program.ts'

const action: { inputs: Record<string, { default?: string }>; outputs: Record<string, unknown>; runs: { using: string; main: string } } =
  parse(readFileSync(join(root, 'action.yml'), 'utf8'))
const folder = temporaryFolder()
let repository = ''
let step = 0

beforeEach(() => {
  repository = join(folder, `repository-${++step}`)
  mkdirSync(join(repository, 'deploy'), { recursive: true })
})

/** One workflow command: `::error file=a.yaml,line=3::text`. */
interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly text: string
}
interface Step extends Ended {
  readonly commands: readonly WorkflowCommand[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selecter:
    app: web
  ports:
    - port: 80
`
const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n'

describe('the Action', () => {
  test('runs what is committed, on the Node of its runner', () => {
    expect(action.runs.using).toBe('node24')
    expect(existsSync(join(root, action.runs.main))).toBe(true)
  })

  test('annotates the line of a finding, and tells how many there are', () => {
    write('deploy/web.yaml', service)
    const { code, commands, outputs } = runStep({ paths: 'deploy' })
    expect(commands).toEqual([
      {
        name: 'error',
        properties: expect.objectContaining({ file: 'deploy/web.yaml', line: '6', col: '3', title: 'schema/unknown-field' }),
        text: expect.stringContaining('selecter'),
      },
    ])
    expect(outputs).toEqual({ errors: '1', warnings: '0', 'exit-code': '1' })
    expect(code).toBe(1)
  })

  test('passes where there is nothing to find', () => {
    write('settings.yaml', settings)
    const { code, commands, outputs, summary } = runStep({})
    expect({ code, commands, outputs }).toEqual({ code: 0, commands: [], outputs: { errors: '0', warnings: '0', 'exit-code': '0' } })
    expect(summary).toContain('nothing would fail')
  })

  test('prints the report as text that the runner obeys no line of', () => {
    write('deploy/::set-output name=errors::0.yaml', service)
    const { stdout } = runStep({ annotations: 'false' })
    const [first, ...rest] = stdout.trimEnd().split('\n')
    const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(first!)![1]!
    expect(rest.at(-1)).toBe(`::${token}::`)
    expect(rest.join('\n')).toContain('[schema/unknown-field]')
  })

  test('takes another token in every run', () => {
    write('settings.yaml', settings)
    expect(runStep({}).stdout).not.toBe(runStep({}).stdout)
  })

  test('writes the summary of the job', () => {
    write('deploy/web.yaml', service)
    expect(runStep({}).summary).toMatch(/deploy\/web\.yaml:6:3/)
    expect(runStep({ summary: 'false' }).summary).toBe('')
  })

  test('writes SARIF to the file that is asked for, with the pages of the rules', () => {
    write('deploy/web.yaml', service)
    const { outputs } = runStep({ sarif: 'reports/seatrial.sarif' })
    expect(outputs['sarif-file']).toBe('reports/seatrial.sarif')
    const { runs } = JSON.parse(readFileSync(join(repository, 'reports/seatrial.sarif'), 'utf8'))
    expect(runs[0].results[0]).toMatchObject({ ruleId: 'schema/unknown-field', level: 'error' })
    expect(runs[0].tool.driver.rules[0].help.markdown).toContain('# schema/unknown-field')
  })

  test.each([
    ['never', 0],
    ['error', 1],
  ])('fails by what `fail-on: %s` says: %i', (failOn, code) => {
    write('deploy/web.yaml', service)
    expect(runStep({ 'fail-on': failOn })).toMatchObject({ code, outputs: { errors: '1', 'exit-code': String(code) } })
  })

  test('knows what is in the cluster', () => {
    write(
      'deploy/pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  containers:\n    - name: web\n      image: registry.example.com/web:1.4.2\n'
    )
    write('cluster.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n')
    expect(runStep({ paths: 'deploy', world: 'closed' }).code).toBe(1)
    expect(runStep({ paths: 'deploy', world: 'closed', cluster: 'cluster.yaml' }).code).toBe(0)
  })

  test.each([
    ['world', 'ajar'],
    ['fail-on', 'sometimes'],
    ['summary', 'perhaps'],
    ['kubernetes-version', '1.0'],
  ])('says which input is wrong: %s', (name, value) => {
    const { code, commands, outputs } = runStep({ [name]: value })
    expect({ code, exitCode: outputs['exit-code'] }).toEqual({ code: 2, exitCode: '2' })
    expect(commands).toEqual([expect.objectContaining({ name: 'error', text: expect.stringContaining(value) })])
  })

  test('does not pass over a path that is not there', () => {
    expect(runStep({ paths: 'deploy\nmissing.yaml' })).toMatchObject({ code: 2, outputs: { 'exit-code': '2' } })
  })

  test('runs outside GitHub, where no files for its outputs are named', () => {
    write('settings.yaml', settings)
    expect(run(process.execPath, [join(root, action.runs.main)], { cwd: repository })).toMatchObject({ code: 0, stderr: '' })
  })
})

function write(path: string, text: string): void {
  mkdirSync(join(repository, path, '..'), { recursive: true })
  writeFileSync(join(repository, path), text)
}

/** Runs the step as a runner would: every input is set, by its default where the workflow says nothing. */
function runStep(inputs: Readonly<Record<string, string>>): Step {
  const given = Object.entries(action.inputs).map(([name, { default: value = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? value,
  ])
  const file = (name: string): string => {
    const path = join(folder, `${name}-${step}`)
    writeFileSync(path, '')
    return path
  }
  const [output, summary, variables] = [file('output'), file('summary'), file('env')]
  const ended = run(process.execPath, [join(root, action.runs.main)], {
    cwd: repository,
    env: {
      ...Object.fromEntries(given),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: repository,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ENV: variables,
    },
  })
  expect(readFileSync(variables, 'utf8'), 'the environment of later steps').toBe('')
  expect(ended.stderr).toBe('')
  return {
    ...ended,
    commands: commandsOf(ended.stdout),
    outputs: outputsOf(readFileSync(output, 'utf8')),
    summary: readFileSync(summary, 'utf8'),
  }
}

/** The commands that a runner would obey. */
function commandsOf(stdout: string): readonly WorkflowCommand[] {
  const commands: WorkflowCommand[] = []
  let stopped: string | undefined
  for (const line of stdout.split('\n')) {
    const [, name, list, text] = /^::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line) ?? []
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined
    } else if (name === 'stop-commands') stopped = text
    else if (name !== undefined) {
      const properties = (list ?? '').split(',').map(entry => entry.split('=') as [string, string])
      commands.push({ name, properties: list === undefined ? {} : Object.fromEntries(properties), text: text! })
    }
  }
  return commands
}

/** The outputs, written as `name<<delimiter`, lines of the value, `delimiter`. */
function outputsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm)].map(([, name, , value]) => [name!, value!]))
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadRules, ruleFolders } from '../../src/dev/rule-registry.ts'
import { root, seatrial, temporaryFolder } from './program.ts'

interface Hook {
  readonly id: string
  readonly entry: string
  readonly language: string
  readonly files?: string
  readonly types_or?: readonly string[]
  readonly pass_filenames?: boolean
  readonly require_serial?: boolean
}

const hooks = new Map((parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[]).map(hook => [hook.id, hook]))
const whole = hooks.get('seatrial')!
const changed = hooks.get('seatrial-files')!
const folder = temporaryFolder()
mkdirSync(join(folder, 'base'))
writeFileSync(
  join(folder, 'service.yaml'),
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n'
)
writeFileSync(
  join(folder, 'pods.yaml'),
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: webb\nspec:\n  containers:\n    - name: web\n      image: registry.example.com/web:1.4.2\n'
)

describe('the hook for the whole set', () => {
  test('reads everything once, whatever has changed', () => {
    expect(whole).toMatchObject({ language: 'node', pass_filenames: false, require_serial: true })
  })

  test.each(['a.yaml', 'deploy/a.yml', 'a.json'])('runs when %s has changed', file => {
    expect(new RegExp(whole.files!).test(file)).toBe(true)
  })

  test.each(['a.yaml.tpl', 'README.md', 'json'])('does not run when %s has changed', file => {
    expect(new RegExp(whole.files!).test(file)).toBe(false)
  })

  test('finds what two files say together', () => {
    expect(runHook(whole, []).stdout).toContain('[selector/service-matches-no-pods]')
  })
})

describe('the hook for the changed files', () => {
  test('is given their names, after all flags', () => {
    expect(changed).toMatchObject({ language: 'node', types_or: ['yaml', 'json'] })
    expect(changed.pass_filenames).toBeUndefined()
    expect(changed.entry).toMatch(/ --$/)
  })

  test('never judges what a file refers to as missing', () => {
    expect(runHook(changed, ['service.yaml', 'pods.yaml'])).toMatchObject({ code: 0, stdout: expect.not.stringContaining('warning:') })
  })

  test('leaves out every rule that compares objects of the set', async () => {
    const rules = await loadRules(ruleFolders())
    const comparing = rules.filter(rule => rule.stage === 'set').map(rule => rule.id)
    const off = [...changed.entry.matchAll(/--rule (\S+)=off/g)].map(match => match[1]!)
    expect(off.sort()).toEqual(comparing.sort())
  })

  test('finds what is wrong in one file', () => {
    writeFileSync(join(folder, '--odd.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndatta: {}\n')
    expect(runHook(changed, ['--odd.yaml'])).toMatchObject({ code: 1, stdout: expect.stringContaining('[schema/unknown-field]') })
  })
})

function runHook({ entry }: Hook, files: readonly string[]): ReturnType<typeof seatrial> {
  const [command, ...arguments_] = entry.split(' ')
  expect(command).toBe('seatrial')
  return seatrial([...arguments_, ...files], { cwd: folder })
}

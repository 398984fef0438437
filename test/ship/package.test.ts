import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, run, temporaryFolder } from './program.ts'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = temporaryFolder()
const packed = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root))[0]
const project = join(folder, 'project')
mkdirSync(project)
writeFileSync(join(project, 'package.json'), '{ "private": true }\n')
npm(['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, packed.filename)], project)
const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n'

describe('the packed package', () => {
  test('holds the program, the pages of the rules, the schemas of the results and nothing else', () => {
    const paths: readonly string[] = packed.files.map((file: { path: string }) => file.path)
    expect(paths).toEqual(
      expect.arrayContaining(['dist/cli.cjs', 'dist/index.cjs', 'dist/index.mjs', 'LICENSE', 'NOTICE', 'package.json', 'README.md'])
    )
    const allowed =
      /^(?:dist\/.*|rules\/.*README\.md|schemas\/output\/.*\.json|schemas\/seatrial\.v1\.json|LICENSE|NOTICE|README\.md|package\.json)$/
    expect(paths.filter(path => !allowed.test(path))).toEqual([])
  })

  test('installs offline and alone', () => {
    expect(readdirSync(join(project, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['seatrial'])
  })

  test('runs as a command', () => {
    const command = join(project, 'node_modules/.bin/seatrial')
    expect(run(command, ['--version'], { cwd: project }).stdout.trim()).toContain(version)
    expect(run(command, ['-'], { cwd: project, input: manifest })).toMatchObject({ code: 0 })
    expect(run(command, ['explain', 'schema/unknown-field'], { cwd: project })).toMatchObject({ code: 0 })
  })

  test.each([
    ['import', "import { check } from 'seatrial'\n", 'library.mjs'],
    ['require', "const { check } = require('seatrial')\n", 'library.cjs'],
  ])('is a library by %s', (_, load, file) => {
    const ask = `check({ inputs: [{ path: 'a.yaml', text: ${JSON.stringify(manifest)} }] }).then(r => console.log(r.format, r.seatrial, r.exitCode))\n`
    writeFileSync(join(project, file), load + ask)
    expect(run(process.execPath, [file], { cwd: project })).toMatchObject({
      code: 0,
      stdout: `seatrial/check/1 ${version} 0\n`,
      stderr: '',
    })
  })

  test.each([
    ['bundler', 'esnext', 'module', 'ts'],
    ['node16', 'node16', 'module', 'ts'],
    ['node16', 'node16', 'commonjs', 'ts'],
    ['nodenext', 'nodenext', 'module', 'mts'],
    ['nodenext', 'nodenext', 'commonjs', 'cts'],
  ])('has types for moduleResolution %s, module %s, in a package of type %s, in .%s', (moduleResolution, module, type, extension) => {
    const consumer = join(folder, `types-${moduleResolution}-${type}-${extension}`)
    mkdirSync(consumer)
    symlinkSync(join(project, 'node_modules'), join(consumer, 'node_modules'))
    writeFileSync(join(consumer, 'package.json'), JSON.stringify({ type }))
    writeFileSync(
      join(consumer, `main.${extension}`),
      `import { check, type CheckResult, UsageError } from 'seatrial'
export async function codes(text: string): Promise<readonly number[]> {
  const result: CheckResult = await check({ inputs: [{ path: 'a.yaml', text }], options: { world: 'closed' } })
  // @ts-expect-error: a text is no number
  const wrong: number = result.seatrial
  return [result.exitCode, result.diagnostics.length, new UsageError('x').message.length]
}
`
    )
    const compilerOptions = { module, moduleResolution, target: 'es2022', strict: true, noEmit: true, types: [], skipLibCheck: false }
    writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [`main.${extension}`] }))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    expect(run(process.execPath, [compiler, '-p', consumer])).toMatchObject({ code: 0, stdout: '' })
  })
})

function npm(arguments_: readonly string[], cwd: string): string {
  const ended = run('npm', arguments_, { cwd, env: { npm_config_loglevel: 'error', npm_config_cache: join(folder, 'npm-cache') } })
  if (ended.code !== 0) throw new Error(`npm ${arguments_[0]}: ${ended.stderr}`)
  return ended.stdout
}

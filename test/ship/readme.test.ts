import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root, run, seatrial, temporaryFolder } from './program.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(match => match[1]!)
const folder = temporaryFolder()
cpSync(join(root, 'examples/shop'), join(folder, 'shop'), { recursive: true })

describe('the README', () => {
  test('has one command to run it and one to test it, of scripts that exist', () => {
    expect(blocks('sh')).toEqual(expect.arrayContaining(['npm install && node dist/cli.cjs examples/shop\n', 'npm install && npm test\n']))
    expect(scripts).toMatchObject({ prepare: 'node src/dev/prepare.mjs', test: expect.any(String) })
  })

  test('has a command for editors that checks the unsaved text among the other files and prints its findings alone', () => {
    const [line] = blocks('sh').filter(block => block.includes('--stdin-path'))
    const [, words] = /^seatrial (.*) < "\$BUFFER"\n$/.exec(line!)!
    const unsaved = readFileSync(join(folder, 'shop/storefront.yaml'), 'utf8').replace('CATALOG_URI', 'CATALOG_URLS')
    const arguments_ = words!.split(' ').map(word => word.replace('"$FILE"', 'shop/storefront.yaml'))
    const { code, stdout } = seatrial(arguments_, { cwd: folder, input: unsaved })
    const found = stdout.trimEnd().split('\n')
    expect(code).toBe(1)
    expect(found.map(entry => /^(shop\/storefront\.yaml):\d+:\d+: (?:error|warning): .+ \[(\S+)\]$/.exec(entry)?.[2])).toEqual([
      'reference/config-key-missing',
      'probe/timeout-exceeds-period',
      'selector/service-matches-no-pods',
    ])
    expect(found[0]).toContain('CATALOG_URLS')
  })

  test('has an example of the library that runs', () => {
    const [example] = blocks('js')
    const text = readFileSync(join(root, 'examples/shop/orders.yaml'), 'utf8')
    const script = example!.replace("from 'seatrial'", `from ${JSON.stringify(join(root, 'dist/index.mjs'))}`)
    const ended = run(process.execPath, ['--input-type=module', '--eval', `const text = ${JSON.stringify(text)}\n${script}`])
    expect(ended).toMatchObject({ stdout: expect.stringMatching(/^web\.yaml:\d+:\d+ .*512mb/), stderr: '' })
  })

  test('shows hooks that there are', () => {
    const ids = (parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[]).map(hook => hook.id)
    const [example] = blocks('yaml').filter(block => block.includes('hooks:'))
    expect([...example!.matchAll(/- id: (\S+)/g)].map(match => match[1])).toEqual(ids)
  })

  test('shows inputs of the Action that there are', () => {
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
    const [example] = blocks('yaml').filter(block => block.includes('uses:'))
    const [, used] = parse(example!) as { with?: object }[]
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(used!.with!)))
  })

  test('leads to files that there are', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(match => match[1]!)
    expect(links.filter(link => run('ls', [join(root, link)]).code !== 0)).toEqual([])
  })

  test('names the formats and exit codes that there are', () => {
    const help = seatrial(['check', '--help']).stdout
    const formats = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map(match => match[1]!)
    expect(formats.length).toBeGreaterThan(3)
    expect(formats.filter(format => !help.includes(format))).toEqual([])
  })
})

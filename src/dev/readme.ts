import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withBlock } from './markdown-block.ts'
import { buildDraft } from './program.ts'
import { root } from './project.ts'

/** Commands whose output the README shows, by the name of the block. */
const shown: Readonly<Record<string, readonly string[]>> = {
  shop: ['examples/shop'],
  clean: ['examples/clean'],
  simulate: ['simulate', 'examples/clean'],
}

/** The README with what the commands in it print now, by path below the root. */
export async function generateReadme(): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, `node_modules/.cache/seatrial/readme-${process.pid}`)
  try {
    for (const { path, text } of await buildDraft()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const readme = Object.entries(shown).reduce(
      (text, [name, arguments_]) => withBlock(text, name, transcript(join(folder, 'cli.cjs'), arguments_)),
      readFileSync(join(root, 'README.md'), 'utf8')
    )
    return new Map([['README.md', readme]])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function transcript(cli: string, arguments_: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...arguments_], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1', LC_ALL: 'C.UTF-8' },
  })
  if (status !== 0 && status !== 1) throw new Error(`seatrial ${arguments_.join(' ')}: exit code ${status}\n${stderr}`)
  return `\`\`\`\n$ seatrial ${arguments_.join(' ')}\n${stdout.trimEnd()}\n\`\`\``
}

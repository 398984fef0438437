// Builds after an installation from a checkout. `npm install --global git+…`, which pre-commit uses, installs nothing that builds: then that comes first.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
if (!existsSync(join(root, 'node_modules/esbuild'))) {
  run('npm', ['install', '--no-save', '--prefer-offline', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'])
}
run(process.execPath, [join(root, 'src/dev/run.mjs'), 'build'])

function run(program, words) {
  // what the outer npm was told is not meant for this one
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(?:cache|registry|userconfig)$)/i.test(name))
  )
  const { status } = spawnSync(program, words, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

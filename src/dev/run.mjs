// Runs a TypeScript script of this folder on any supported Node: `node src/dev/run.mjs NAME [ARGUMENT…]` bundles src/dev/NAME.ts and imports it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../..')
const name = process.argv[2]
process.argv.splice(1, 2, join(root, `src/dev/${name}.ts`))
const outfile = join(root, `node_modules/.cache/seatrial/${name}.mjs`)
mkdirSync(join(outfile, '..'), { recursive: true })
await build({
  entryPoints: [join(root, `src/dev/${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
})
await import(`${pathToFileURL(outfile)}?${process.pid}`)

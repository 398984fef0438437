import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import { manifest, root } from '../project.ts'

/** Settings that all files of the program are bundled with. */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // fields without a value are not made before the constructor gives them one: that takes a third of the time of small objects
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  define: { 'process.env.SEATRIAL_VERSION': JSON.stringify(manifest.version) },
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'error',
} as const

/** An import on demand in a source file, which has no types of other modules in its place. */
export const importOnDemand = /(?<!\btypeof )\bimport\('(\.[^']+)'\)(?!\.(?!then\b))/g

/** Leaves out the spinners that ora does not show unless it is asked to: they are most of its code. */
export const spinners: Plugin = {
  name: 'spinners',
  setup(context) {
    context.onLoad({ filter: /\/cli-spinners\/spinners\.json$/ }, ({ path }) => {
      const { dots, line } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ dots, line }), loader: 'json' }
    })
  },
}
